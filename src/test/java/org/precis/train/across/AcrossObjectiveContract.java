package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.nn.TensorAssert;
import org.precis.train.across.AcrossSettings.AlignmentLoss;
import org.precis.train.data.Batch;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.StepTotals;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.GradientClip;

/** The whole loss on a tiny student and teacher of a family. */
abstract class AcrossObjectiveContract {
  private static final double STEP = 2e-3;

  @TempDir private Path folder;

  /** A student and teacher in a folder, made where they are absent. */
  abstract TinyAcross tiny(Path folder, int documents) throws IOException;

  /** Along each weight's own gradient the loss must rise by the gradient's length. */
  @ParameterizedTest
  @CsvSource({
    "CONTRAST,CONSISTENCY", "CONSISTENCY,CONTRAST", "CONTRAST,CONTRAST",
    "CONSISTENCY,CONSISTENCY", "NONE,CONSISTENCY", "NONE,NONE"
  })
  void gradientsOfAllWeightsEqualFiniteDifferences(AlignmentLoss encoder, AlignmentLoss decoder)
      throws IOException {
    try (TinyAcross tiny = tiny(folder, 30)) {
      tiny.disturb(0.1);
      Batch batch = tiny.order().batch(tiny.order().epoch(0).get(0));
      StepTotals totals = StepTotals.of(List.of(batch));
      try (Across objective = tiny.objective(TinyAcross.settings(encoder, decoder, true))) {
        tiny.parameters.zeroGradients();
        LossParts parts = objective.accumulate(batch, totals, 5);
        assertEquals(encoder != AlignmentLoss.NONE, parts.parts().get("encoder") > 1e-5);
        assertEquals(decoder != AlignmentLoss.NONE, parts.parts().get("decoder") > 1e-5);
        List<float[]> gradients =
            tiny.parameters.gradients().stream().map(NDArray::toFloatArray).toList();
        double norm = tiny.parameters.gradientNorm();
        for (int i = 0; i < gradients.size(); i++) {
          double length = length(gradients.get(i));
          if (length < 0.05 * norm) {
            continue; // Lost in the rounding of the loss.
          }
          NDArray weight = tiny.parameters.tensors().get(i);
          tiny.add(weight, gradients.get(i), STEP / length);
          double above = objective.accumulate(batch, totals, 5).loss();
          tiny.add(weight, gradients.get(i), -2 * STEP / length);
          double below = objective.accumulate(batch, totals, 5).loss();
          tiny.add(weight, gradients.get(i), STEP / length);
          String name = tiny.parameters.names().get(i);
          assertEquals(length, (above - below) / (2 * STEP), 0.02 * norm, name);
        }
      }
    }
  }

  private static double length(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @CsvSource({"CONTRAST,CONSISTENCY", "CONSISTENCY,CONTRAST"})
  void cachedAndLiveTeachersTrainAlike(AlignmentLoss encoder, AlignmentLoss decoder)
      throws IOException {
    List<float[]> live = trained(TinyAcross.settings(encoder, decoder, false), "live");
    List<float[]> cached = trained(TinyAcross.settings(encoder, decoder, true), "new");
    // The second time everything comes from the file.
    List<float[]> again = trained(TinyAcross.settings(encoder, decoder, true), "again");
    for (int i = 0; i < live.size(); i++) {
      Shape shape = new Shape(live.get(i).length);
      TensorAssert.assertClose("first time", shape, live.get(i), cached.get(i), 1e-5);
      TensorAssert.assertClose("from the file", shape, cached.get(i), again.get(i), 0);
    }
  }

  /** Gradients of some steps, and the weights after them. */
  private List<float[]> trained(AcrossSettings settings, String name) throws IOException {
    List<float[]> values = new ArrayList<>();
    try (TinyAcross tiny = tiny(folder, 30);
        Across objective = tiny.objective(settings)) {
      tiny.disturb(0.1);
      AdamW optimizer =
          new AdamW(
              AdamW.Settings.DEFAULT, tiny.parameters, n -> true, tiny.loaded.model().manager());
      for (int step = 0; step < 3; step++) {
        Batch batch = tiny.order().batch(tiny.order().epoch(0).get(step));
        tiny.parameters.zeroGradients();
        LossParts parts = objective.accumulate(batch, StepTotals.of(List.of(batch)), step);
        assertTrue(parts.parts().get("decoder") > 1e-5, name + ": " + parts);
        tiny.parameters.gradients().forEach(gradient -> values.add(gradient.toFloatArray()));
        optimizer.step(1e-4, GradientClip.scale(tiny.parameters.gradientNorm(), 1));
      }
    }
    return values;
  }

  @Test
  void oneBatchCanBeOverfitted() throws IOException {
    try (TinyAcross tiny = tiny(folder, 30);
        Across objective =
            tiny.objective(
                TinyAcross.settings(AlignmentLoss.CONTRAST, AlignmentLoss.CONSISTENCY, true))) {
      tiny.disturb(0.1);
      AdamW optimizer =
          new AdamW(
              AdamW.Settings.DEFAULT, tiny.parameters, n -> true, tiny.loaded.model().manager());
      Batch batch = tiny.order().batch(tiny.order().epoch(0).get(0));
      StepTotals totals = StepTotals.of(List.of(batch));
      LossParts first = objective.accumulate(batch, totals, 1);
      LossParts last = first;
      for (int step = 0; step < 150; step++) {
        tiny.parameters.zeroGradients();
        last = objective.accumulate(batch, totals, step);
        optimizer.step(5e-3, GradientClip.scale(tiny.parameters.gradientNorm(), 1));
      }
      // The untrained teacher's distribution is far from the summaries: both losses meet halfway.
      assertTrue(last.loss() < 0.6 * first.loss(), first + " to " + last);
      assertTrue(
          last.parts().get("encoder") < 0.8 * first.parts().get("encoder"), first + " to " + last);
      assertTrue(last.parts().get("nll") < 0.5 * first.parts().get("nll"), first + " to " + last);
    }
  }

  @Test
  void examplesWithoutADocumentHaveTheSupervisedLossAlone() throws IOException {
    try (TinyAcross tiny = tiny(folder, 30);
        Across objective =
            tiny.objective(
                TinyAcross.settings(AlignmentLoss.CONTRAST, AlignmentLoss.CONSISTENCY, false))) {
      PairedDocuments documents =
          PairedDocuments.of(tiny.data.train(), tiny.data.languages(), "english");
      List<Integer> single = new ArrayList<>();
      for (int i = 0; i < tiny.data.train().size(); i++) {
        if (documents.find(tiny.data.train().group(i)).isEmpty()) {
          single.add(i);
        }
      }
      assertEquals(3, single.size());
      Batch batch = tiny.order().batch(single.stream().mapToInt(Integer::intValue).toArray());
      LossParts parts = objective.accumulate(batch, StepTotals.of(List.of(batch)), 1);
      assertEquals(0, parts.parts().get("paired"));
      assertEquals(parts.parts().get("nll"), parts.loss(), 1e-9);
      assertEquals(
          objective.measure(batch, StepTotals.of(List.of(batch))).loss(), parts.loss(), 1e-5);
      Batch mixed = tiny.order().batch(IntStream.range(0, tiny.data.train().size()).toArray());
      LossParts all = objective.accumulate(mixed, StepTotals.of(List.of(mixed)), 1);
      assertEquals(1 - 3.0 / tiny.data.train().size(), all.parts().get("paired"), 1e-9);
      assertTrue(all.parts().get("decoder") > 0, all.toString());
    }
  }

  @Test
  void anUnknownLanguageIsRefusedWithTheKnownOnes() throws IOException {
    try (TinyAcross tiny = tiny(folder, 10)) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> PairedDocuments.of(tiny.data.train(), tiny.data.languages(), "klingon"));
      assertTrue(refused.getMessage().contains("[english, french]"), refused.getMessage());
    }
  }
}
