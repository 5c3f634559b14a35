package org.precis.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints appear whole or not at all. */
class CheckpointDirectoryTest {
  @TempDir private Path folder;

  @Test
  void completeCheckpointsAreListedInOrder() throws IOException {
    CheckpointDirectory checkpoints = new CheckpointDirectory(folder);
    assertEquals(Optional.empty(), checkpoints.latest());
    checkpoints.write(100_000_000, to -> Files.writeString(to.resolve("x"), "b"));
    checkpoints.write(9, to -> Files.writeString(to.resolve("x"), "a"));
    assertEquals(List.of(9L, 100_000_000L), checkpoints.steps());
    assertEquals("b", Files.readString(checkpoints.folder(100_000_000).resolve("x")));
  }

  @Test
  void aFullDiskLeavesTheLastCheckpointAndSaysSo() throws IOException {
    CheckpointDirectory checkpoints = new CheckpointDirectory(folder);
    checkpoints.write(5, to -> Files.writeString(to.resolve("x"), "good"));
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                checkpoints.write(
                    10,
                    to -> {
                      Files.writeString(to.resolve("x"), "half");
                      throw new IOException("No space left on device");
                    }));
    assertTrue(refused.getMessage().contains("step 10"), refused.getMessage());
    assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
    assertTrue(refused.getMessage().contains("that of step 5 is whole"), refused.getMessage());
    assertEquals(List.of(5L), checkpoints.steps());
    assertEquals("good", Files.readString(checkpoints.folder(5).resolve("x")));
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    Files.createDirectories(folder.resolve(".writing-7/trainer"));
    Files.writeString(folder.resolve(".writing-7/trainer/x"), "half");
    Files.createDirectories(folder.resolve(".removing-3"));
    CheckpointDirectory checkpoints = new CheckpointDirectory(folder);
    assertEquals(List.of(), checkpoints.steps());
    assertFalse(Files.exists(folder.resolve(".writing-7")));
    assertFalse(Files.exists(folder.resolve(".removing-3")));
  }

  @Test
  void othersAreRemoved() throws IOException {
    CheckpointDirectory checkpoints = new CheckpointDirectory(folder);
    for (long step = 1; step <= 4; step++) {
      checkpoints.write(step, to -> Files.writeString(to.resolve("x"), "x"));
    }
    checkpoints.removeAllBut(Set.of(2L, 4L));
    assertEquals(List.of(2L, 4L), checkpoints.steps());
  }

  @Test
  void aStepIsReplacedByItsSecondCheckpoint() throws IOException {
    CheckpointDirectory checkpoints = new CheckpointDirectory(folder);
    checkpoints.write(1, to -> Files.writeString(to.resolve("x"), "old"));
    checkpoints.write(1, to -> Files.writeString(to.resolve("x"), "new"));
    assertEquals("new", Files.readString(checkpoints.folder(1).resolve("x")));
  }
}
