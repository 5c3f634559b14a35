package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.function.Predicate;
import org.precis.nn.NamedTensors;

/** Adagrad (Duchi et al. 2011), as pointer-generator networks are trained. */
public final class Adagrad implements Optimizer {
  /** As in PyTorch. */
  private static final double EPSILON = 1e-10;

  private final List<ParameterGroup> groups;
  private final List<List<NDArray>> sums;
  private final TensorProgram program;
  private long steps;

  /**
   * Settings.
   *
   * @param initialAccumulator first value of the sums of squares
   * @param weightDecay share of a weight that is added to its gradient
   */
  public record Settings(double initialAccumulator, double weightDecay) {
    /** See et al. 2017: 0.1, no decay. */
    public static final Settings DEFAULT = new Settings(0.1, 0);
  }

  /**
   * An optimizer that has done no step.
   *
   * @param decayed which weights decay
   * @param manager owner of its state
   */
  public Adagrad(
      Settings settings, Parameters parameters, Predicate<String> decayed, NDManager manager) {
    program = new TensorProgram(manager);
    groups = ParameterGroup.of(parameters, settings.weightDecay(), decayed);
    float first = (float) settings.initialAccumulator();
    sums =
        groups.stream()
            .map(
                group ->
                    group.tensors().stream()
                        .map(t -> manager.full(t.getShape(), first, DataType.FLOAT32))
                        .toList())
            .toList();
  }

  @Override
  public void step(double rate, double gradientScale) {
    steps++;
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      program.run(
          "adagrad",
          program.list(group.tensors()),
          program.list(group.gradients()),
          program.list(sums.get(i)),
          IValue.from(rate),
          IValue.from(EPSILON),
          IValue.from(group.decay()),
          IValue.from(gradientScale));
    }
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public NamedTensors state() {
    return ParameterGroup.named(groups, new String[] {"sum"}, sums);
  }

  @Override
  public void resumeAt(long done) {
    steps = done;
  }
}
