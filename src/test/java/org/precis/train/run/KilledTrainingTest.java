package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process is killed in the middle of a step. */
class KilledTrainingTest {
  private static final String SETTINGS =
      """
      batch: {max_tokens: 200}
      optimizer: {learning_rate: 0.005}
      schedule: {name: linear, steps: 60}
      checkpoint: {every: 7}
      """;
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void aKilledTrainingEndsWithTheSameBytes() throws Exception {
    TinyTraining tiny = TinyTraining.in(folder, 400);
    Path killed = tiny.config("killed", SETTINGS);
    Path whole = tiny.config("whole", SETTINGS);
    Process first = start(killed);
    Path log = tiny.output("killed").resolve("training.csv");
    waitForRows(log, 20, first);
    first.destroyForcibly(); // SIGKILL: no hook, no finally
    assertTrue(first.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertNotEquals(0, first.exitValue());
    int done = Files.readAllLines(log).size() - 1;
    assertTrue(done < 60, "the training was over after " + done + " steps");
    assertEquals(0, end(start(killed)));
    assertEquals(0, end(start(whole)));
    for (String file : List.of("model.safetensors", "trainer/optimizer.safetensors")) {
      Path name = Path.of("step-00000060").resolve(file);
      assertArrayEquals(
          Files.readAllBytes(tiny.output("whole").resolve(name)),
          Files.readAllBytes(tiny.output("killed").resolve(name)),
          file);
    }
    assertEquals(61, Files.readAllLines(log).size());
  }

  private static void waitForRows(Path log, int rows, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(log) || Files.readAllLines(log).size() <= rows) {
      assertTrue(process.isAlive(), "the training ended with " + log + " unfinished");
      assertTrue(System.nanoTime() < end, "no " + rows + " steps in time");
      Thread.sleep(5);
    }
  }

  private static int end(Process process) throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static Process start(Path config) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.precis.cli.Precis",
            "train",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(config.resolveSibling(config.getFileName() + ".log").toFile())
        .start();
  }
}
