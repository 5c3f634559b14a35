package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.function.Predicate;
import org.precis.nn.NamedTensors;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), by PyTorch's fused kernel: every
 * weight is read and written once.
 */
public final class AdamW implements Optimizer {
  private final Settings settings;
  private final List<ParameterGroup> groups;
  private final List<List<NDArray>> means;
  private final List<List<NDArray>> squares;
  private final TensorProgram program;
  private final NDManager manager;
  private long steps;

  /**
   * Settings; the defaults are PyTorch's.
   *
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of their squares
   * @param epsilon added to the root of the latter
   * @param weightDecay share of a weight that is taken off, times the learning rate
   */
  public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
    /** β = (0.9, 0.999), ε = 1e-8, decay 0.01. */
    public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8, 0.01);

    public Settings {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "betas are %s and %s; each must be at least 0 and less than 1".formatted(beta1, beta2));
      }
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("epsilon is %s; it must be positive".formatted(epsilon));
      }
    }
  }

  /**
   * An optimizer that has done no step.
   *
   * @param decayed which weights decay
   * @param manager owner of its state
   */
  public AdamW(
      Settings settings, Parameters parameters, Predicate<String> decayed, NDManager manager) {
    this.settings = settings;
    this.manager = manager;
    program = new TensorProgram(manager);
    groups = ParameterGroup.of(parameters, settings.weightDecay(), decayed);
    means = groups.stream().map(group -> group.zeros(manager)).toList();
    squares = groups.stream().map(group -> group.zeros(manager)).toList();
  }

  @Override
  public void step(double rate, double gradientScale) {
    steps++;
    try (NDArray count = manager.full(new Shape(), (float) steps, DataType.FLOAT32);
        NDArray inverse =
            manager.full(new Shape(), (float) (1 / gradientScale), DataType.FLOAT32)) {
      for (int i = 0; i < groups.size(); i++) {
        ParameterGroup group = groups.get(i);
        program.run(
            "adamw",
            program.list(group.tensors()),
            program.list(group.gradients()),
            program.list(means.get(i)),
            program.list(squares.get(i)),
            IValue.from((PtNDArray) count),
            IValue.from(rate),
            IValue.from(settings.beta1()),
            IValue.from(settings.beta2()),
            IValue.from(group.decay()),
            IValue.from(settings.epsilon()),
            IValue.from((PtNDArray) inverse));
      }
    }
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public NamedTensors state() {
    return ParameterGroup.named(groups, new String[] {"exp_avg", "exp_avg_sq"}, means, squares);
  }

  @Override
  public void resumeAt(long done) {
    steps = done;
  }
}
