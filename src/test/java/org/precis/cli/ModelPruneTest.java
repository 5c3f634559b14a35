package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.t5.Fixture;

class ModelPruneTest {
  private static final String MODEL = Fixture.path(Fixture.MT5).toString();

  @TempDir Path directory;

  @Test
  void thePrunedModelLoadsAndItsOutputsCanBeListed() {
    String target = directory.resolve("small").toString();
    CommandLineRun pruned = CommandLineRun.of("model", "prune", MODEL, target, "--lang", "en,de");
    assertEquals(0, pruned.exitCode(), pruned.err());
    assertTrue(pruned.out().matches("(?s).*small: \\d+ of 424 tokens, .*"), pruned.out());
    assertEquals(0, CommandLineRun.of("model", "check", target).exitCode());
    CommandLineRun outputs = CommandLineRun.of("model", "outputs", target);
    assertEquals(0, outputs.exitCode(), outputs.err());
    assertTrue(Files.exists(Path.of(target, "output_vocabulary.json")));
  }

  @Test
  void whatIsKeptMustBeSaid() {
    Path target = directory.resolve("small");
    CommandLineRun run = CommandLineRun.of("model", "prune", MODEL, target.toString());
    assertTrue(run.exitCode() != 0);
    assertTrue(run.err().contains("Give --lang, --corpus or both"), run.err());
    assertFalse(Files.exists(target));
  }
}
