package org.precis.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.data.BatchPosition;
import org.precis.train.optim.LossScale;

class TrainerStateTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    TrainerState plain =
        new TrainerState(
            12,
            new BatchPosition(3, 4),
            567,
            List.of(new TrainerState.Evaluated(10, 0.25)),
            Optional.empty(),
            Map.of("seed", "1"));
    assertEquals(plain, readBack(plain));
    assertEquals(12, plain.updates());
    TrainerState scaled =
        plain.advanced(new BatchPosition(3, 5), 8, Optional.of(new LossScale(1 << 15, 7, 3)));
    assertEquals(scaled, readBack(scaled));
    assertEquals(10, scaled.updates());
  }

  private TrainerState readBack(TrainerState state) throws IOException {
    Path file = folder.resolve("state.json");
    state.write(file);
    return TrainerState.read(file);
  }
}
