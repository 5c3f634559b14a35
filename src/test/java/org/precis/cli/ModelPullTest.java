package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.t5.Fixture;

class ModelPullTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path directory;

  @Test
  void aPulledModelIsCheckedAndConverted() throws Exception {
    Path snapshot = directory.resolve("models--someone--thing/snapshots/" + COMMIT);
    Files.createDirectories(snapshot);
    try (Stream<Path> files = Files.list(Fixture.path("malicious/control"))) {
      for (Path file : files.toList()) {
        Files.copy(file, snapshot.resolve(file.getFileName()));
      }
    }
    Path target = directory.resolve("thing");
    CommandLineRun run =
        CommandLineRun.of(
            "model",
            "pull",
            "someone/thing@" + COMMIT,
            "--offline",
            "--cache",
            directory.toString(),
            "--to",
            target.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("licence: none stated"), run.err());
    assertTrue(run.out().contains("someone/thing@" + COMMIT + " at commit " + COMMIT), run.out());
    assertTrue(run.out().contains("family mt5, 43.91 kB of weights"), run.out());
    Path half = directory.resolve("half");
    CommandLineRun convert =
        CommandLineRun.of(
            "model", "convert", target.toString(), half.toString(), "--dtype", "fp16");
    assertEquals(0, convert.exitCode(), convert.err());
    assertTrue(convert.out().contains("in 52 tensors of fp16"), convert.out());
    CommandLineRun again =
        CommandLineRun.of("model", "convert", target.toString(), half.toString());
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("exists already; name a new directory"), again.err());
    assertEquals(0, CommandLineRun.of("model", "check", half.toString()).exitCode());
  }

  @Test
  void wrongUsageIsSaid() {
    CommandLineRun name = CommandLineRun.of("model", "pull", "a b", "--to", directory + "/x");
    assertEquals(1, name.exitCode());
    assertTrue(name.err().contains("a model is named OWNER/NAME; this is 'a b'"), name.err());
    CommandLineRun type =
        CommandLineRun.of("model", "convert", "x", directory + "/x", "--dtype", "int8");
    assertEquals(2, type.exitCode());
  }
}
