package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.across.AcrossSettings.AlignmentLoss;
import org.precis.train.data.Batch;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.StepTotals;
import org.precis.train.run.TinyTraining;

/** The loss of pointer-generator networks, and the teachers that they refuse. */
class PointerAcrossTest extends AcrossObjectiveContract {
  private static final AcrossSettings SETTINGS =
      TinyAcross.settings(AlignmentLoss.NONE, AlignmentLoss.CONSISTENCY, false);

  @TempDir private Path folder;

  @Override
  TinyAcross tiny(Path place, int documents) throws IOException {
    return TinyAcross.pointerIn(place, documents);
  }

  @Test
  void coverageBeginsToCostAtItsStep() throws IOException {
    try (TinyAcross tiny = TinyAcross.pointerIn(folder, 10);
        Across objective = tiny.objective(SETTINGS)) {
      Batch batch = tiny.order().batch(tiny.order().epoch(0).get(0));
      StepTotals totals = StepTotals.of(List.of(batch));
      objective.begin(6);
      LossParts before = objective.accumulate(batch, totals, 1);
      objective.begin(7);
      LossParts after = objective.accumulate(batch, totals, 1);
      assertTrue(after.parts().get("coverage") > 0.1, after.toString());
      assertEquals(after.parts().get("coverage"), after.loss() - before.loss(), 1e-9);
    }
  }

  @Test
  void aTeacherOfAnotherKindIsRefused() throws IOException {
    Path other = folder.resolve("t5");
    TinyTraining.in(other, 10);
    try (TinyAcross tiny = TinyAcross.pointerIn(folder, 10)) {
      String message = refused(tiny, other.resolve("model"));
      assertTrue(message.contains("cannot be teachers of pgnet models"), message);
    }
    try (TinyAcross tiny = TinyAcross.in(Files.createDirectory(folder.resolve("other")), 10)) {
      String message = refused(tiny, folder.resolve("model"));
      assertTrue(message.contains("pgnet models cannot be teachers of"), message);
    }
  }

  @Test
  void aTeacherOfOtherWordsIsRefused() throws IOException {
    Path other = folder.resolve("others");
    TinyAcross.writePointer(other, List.of("a", "river", "rose", "after", "rain", "heavy"));
    Path fewer = folder.resolve("fewer");
    TinyAcross.writePointer(fewer, List.of("a", "river"));
    try (TinyAcross tiny = TinyAcross.pointerIn(folder, 10)) {
      String message = refused(tiny, other);
      assertTrue(message.contains("must have the same words in the same order"), message);
      message = refused(tiny, fewer);
      assertTrue(message.contains("one width and vocabulary"), message);
    }
  }

  private static String refused(TinyAcross tiny, Path teacher) {
    return assertThrows(
            IllegalArgumentException.class, () -> tiny.objective(SETTINGS, teacher).close())
        .getMessage();
  }
}
