package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCacheTest {
  private static final String FIRST = new Lesson(new int[] {1, 2}, new int[] {3}).key();
  private static final String SECOND = new Lesson(new int[] {1}, new int[] {2, 3}).key();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTwoRecords() throws IOException {
    file = folder.resolve("below/some.states");
    try (StateCache cache = new StateCache(file, 2)) {
      cache.put(FIRST, new float[] {1, 2});
      cache.put(SECOND, new float[] {3, 4, 5, 6});
      cache.put(FIRST, new float[] {7, 8});
    }
  }

  @Test
  void whatWasPutIsFoundAgain() throws IOException {
    assertNotEquals(FIRST, SECOND);
    try (StateCache cache = new StateCache(file, 2)) {
      assertEquals(2, cache.size());
      assertArrayEquals(new float[] {1, 2}, cache.find(FIRST).orElseThrow());
      assertArrayEquals(new float[] {3, 4, 5, 6}, cache.find(SECOND).orElseThrow());
      assertTrue(cache.find("00".repeat(16)).isEmpty());
    }
  }

  @Test
  void anUnfinishedRecordIsCutOffWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int second = 24 + 2 * Float.BYTES;
    for (int length = second; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (StateCache cache = new StateCache(file, 2)) {
        assertEquals(1, cache.size());
        cache.put(SECOND, new float[] {3, 4, 5, 6});
      }
      assertArrayEquals(whole, Files.readAllBytes(file), "cut at " + length);
    }
  }

  @Test
  void aDamagedRecordIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    try (StateCache cache = new StateCache(file, 2)) {
      UncheckedIOException refused =
          assertThrows(UncheckedIOException.class, () -> cache.find(SECOND));
      assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
    }
  }
}
