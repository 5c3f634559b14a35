package org.precis.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.nn.GradientScope;
import org.precis.nn.NamedTensors;
import org.precis.nn.TorchRuntime;
import org.precis.train.checkpoint.CheckpointDirectory;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.data.Batch;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;
import org.precis.train.data.BatchStream;
import org.precis.train.data.DataFile;
import org.precis.train.data.DataSettings;
import org.precis.train.data.PreparedData;
import org.precis.train.data.WordTokenizer;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.LossScale;
import org.precis.train.optim.Parameters;
import org.precis.train.optim.Schedule;

/** The loop around an objective that is made up. */
class TrainerTest {
  @TempDir private Path folder;

  /**
   * The weight itself is the loss, multiplied by a factor that may be no number, and by the step's
   * scale.
   */
  private record WeightObjective(NDArray weight, float[] factors, int[] calls)
      implements Objective {
    @Override
    public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
      float factor = factors[calls[0]++];
      try (GradientScope scope = GradientScope.record()) {
        float scaled = factor * (float) totals.lossScale();
        NDArray gradient = weight.getManager().full(weight.getShape(), scaled, DataType.FLOAT32);
        NDArray value = weight.add(weight.getManager().zeros(weight.getShape()));
        scope.backward(value, gradient);
        return new LossParts(value.getFloat(), Map.of());
      }
    }

    @Override
    public LossParts measure(Batch batch, StepTotals totals) {
      throw new AssertionError("there is nothing to measure");
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTrainingWithTheLastGoodState() throws IOException {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray weight = manager.ones(new Shape(1));
      float[] saved = new float[1];
      float[] factors = {1, 1, 1, Float.NaN};
      Trainer trainer = trainer(weight, factors, saved, Optional.empty(), manager);
      TrainingException ended =
          assertThrows(TrainingException.class, () -> trainer.run(() -> false));
      assertTrue(ended.getMessage().startsWith("at step 4 the loss is"), ended.getMessage());
      assertTrue(
          ended.getMessage().contains("the checkpoint of step 2 is whole"), ended.getMessage());
      assertEquals(3, trainer.state().step());
      assertTrue(Float.isFinite(weight.toFloatArray()[0]));
      assertEquals("2", Files.readString(folder.resolve("out/step-00000002/step")));
    }
  }

  @Test
  void theLastStepIsSaved() throws IOException {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray weight = manager.ones(new Shape(1));
      float[] saved = new float[1];
      float[] factors = {1, 1, 1, 1, 1};
      Trainer trainer = trainer(weight, factors, saved, Optional.empty(), manager);
      assertEquals(Trainer.Outcome.COMPLETE, trainer.run(() -> false));
      assertEquals(5, trainer.state().step());
      assertArrayEquals(saved, weight.toFloatArray());
    }
  }

  /** Adam moves a weight by the rate where its gradients are all alike, whatever their scale. */
  @Test
  void aStepWhoseScaledGradientsOverflowIsLeftOut() throws IOException {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray weight = manager.ones(new Shape(1));
      float[] factors = {1, 1e34f, 1, 1, 1};
      Trainer trainer =
          trainer(weight, factors, new float[1], Optional.of(LossScale.START), manager);
      assertEquals(Trainer.Outcome.COMPLETE, trainer.run(() -> false));
      assertEquals(5, trainer.state().step());
      assertEquals(4, trainer.state().updates());
      assertEquals(Optional.of(new LossScale(1 << 15, 3, 1)), trainer.state().lossScale());
      assertArrayEquals(new float[] {0.6f}, weight.toFloatArray(), 1e-4f);
    }
  }

  @Test
  void aScaleOf1EndsTraining() throws IOException {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      NDArray weight = manager.ones(new Shape(1));
      Trainer trainer =
          trainer(
              weight,
              new float[] {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY},
              new float[1],
              Optional.of(new LossScale(2, 0, 0)),
              manager);
      TrainingException ended =
          assertThrows(TrainingException.class, () -> trainer.run(() -> false));
      assertTrue(ended.getMessage().startsWith("at step 2 the loss is"), ended.getMessage());
    }
  }

  private Trainer trainer(
      NDArray weight, float[] factors, float[] saved, Optional<LossScale> scale, NDManager manager)
      throws IOException {
    Path file = folder.resolve("pairs.tsv");
    Files.writeString(file, "a b c\ta\nd e f\td\n");
    PreparedData data =
        PreparedData.open(
            DataSettings.builder().train(List.of(DataFile.of(file))).build(),
            new WordTokenizer(),
            folder.resolve("cache"),
            rows -> {});
    Parameters parameters =
        new Parameters(new NamedTensors(Map.of("w", weight)), n -> true, manager);
    Objective objective = new WeightObjective(weight, factors, new int[1]);
    BatchOrder order = new BatchOrder(data.train(), 100, 1, 1);
    return new Trainer(
        new TrainerSettings(5, 1, 1, 0, 2, 0, 0, 1),
        new Schedule(Schedule.Kind.CONSTANT, 0.1, 0, 5, 0, 1),
        objective,
        parameters,
        new AdamW(AdamW.Settings.DEFAULT, parameters, n -> false, manager),
        new BatchStream(order, BatchPosition.START),
        new Validator(
            new BatchOrder(data.validation(), 100, 1, 1), objective, TextMetrics.NONE, "loss"),
        new CheckpointDirectory(folder.resolve("out")),
        (to, state) -> {
          saved[0] = weight.toFloatArray()[0];
          Files.writeString(to.resolve("step"), Long.toString(state.step()));
        },
        new TrainingListener() {},
        TrainerState.start(scale, Map.of()));
  }
}
