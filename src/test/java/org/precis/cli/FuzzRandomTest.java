package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.t5.Fixture;

/** 504 broken files; {@code bench/fuzz.sh} has more. Replay with -Dtests.seed. */
class FuzzRandomTest {
  private static final int COPIES = 72;

  @TempDir private Path directory;

  @Test
  void everyBrokenFileLoadsOrIsRefusedWithItsName() throws IOException {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println("FuzzRandomTest: -Dtests.seed=" + seed);
    Progress silent = new Progress(new PrintWriter(new StringWriter()), "", 0);
    Fuzz.Result result = new Fuzz(Fixture.path(""), directory).run(seed, 0, COPIES, silent);
    assertEquals(List.of(), result.failures(), "seed " + seed);
    assertEquals(COPIES * Fuzz.samples(), result.refused() + result.loaded());
    assertTrue(result.refused() > COPIES, "refused: " + result.refused());
  }

  @Test
  void theSameSeedBreaksAFileInTheSameWay() {
    byte[] sound = new byte[10_000];
    int same = 0;
    for (int seed = 0; seed < 100; seed++) {
      byte[] broken = new ByteMutator(seed).mutate(sound);
      assertArrayEquals(broken, new ByteMutator(seed).mutate(sound));
      same += Arrays.equals(broken, sound) ? 1 : 0;
    }
    assertTrue(same < 50, "unchanged: " + same);
    assertArrayEquals(new byte[10_000], sound);
  }
}
