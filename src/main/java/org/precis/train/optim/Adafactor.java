package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.function.Predicate;
import org.precis.nn.NamedTensors;

/**
 * Adafactor (Shazeer and Stern 2018) without momentum: second moments of a matrix are kept as their
 * row and column means, so that its state takes next to no memory. Equals Hugging Face's.
 */
public final class Adafactor implements Optimizer {
  private final Settings settings;
  private final List<ParameterGroup> groups;
  private final List<List<NDArray>> rows;
  private final List<List<NDArray>> columns;
  private final TensorProgram program;
  private long steps;

  /**
   * Settings; the constants are those of the paper and of Hugging Face.
   *
   * @param relativeStep true if the step size is min(1e-2, 1/√t), and the learning rate counts for
   *     nothing
   * @param warmupInit true if a relative step grows from 1e-6 by 1e-6
   * @param scaleParameter true if steps are multiplied by the root mean square of the weights
   * @param weightDecay share of a weight that is taken off, times the step size
   */
  public record Settings(
      boolean relativeStep, boolean warmupInit, boolean scaleParameter, double weightDecay) {
    /** The learning rate is given from outside, as in CrossSum's and mT5's fine-tuning. */
    public static final Settings FIXED = new Settings(false, false, false, 0);

    /** The paper's, which needs no learning rate. */
    public static final Settings RELATIVE = new Settings(true, true, true, 0);

    /** Added to squared gradients, ε₁. */
    static final double TINY = 1e-30;

    /** Least root mean square of weights, ε₂. */
    static final double SMALLEST = 1e-3;

    /** Greatest root mean square of an update, d. */
    static final double THRESHOLD = 1;

    /** Exponent of the decay of second moments. */
    static final double DECAY_RATE = -0.8;

    public Settings {
      if (warmupInit && !relativeStep) {
        throw new IllegalArgumentException("warmup_init needs relative_step");
      }
    }
  }

  /**
   * An optimizer that has done no step.
   *
   * @param decayed which weights decay
   * @param manager owner of its state
   */
  public Adafactor(
      Settings settings, Parameters parameters, Predicate<String> decayed, NDManager manager) {
    this.settings = settings;
    program = new TensorProgram(manager);
    groups = ParameterGroup.of(parameters, settings.weightDecay(), decayed);
    rows = states(-1, manager);
    columns = states(-2, manager);
  }

  /** Second moments without the axis {@code reduced}; of parameters that are no matrices whole. */
  private List<List<NDArray>> states(int reduced, NDManager manager) {
    return groups.stream()
        .map(
            group ->
                group.tensors().stream()
                    .map(t -> manager.zeros(stateShape(t.getShape(), reduced)))
                    .toList())
        .toList();
  }

  private static Shape stateShape(Shape shape, int reduced) {
    int axes = shape.dimension();
    if (axes < 2) {
      return reduced == -1 ? shape : new Shape(0);
    }
    return shape.slice(0, axes + reduced).addAll(shape.slice(axes + reduced + 1));
  }

  @Override
  public void step(double rate, double gradientScale) {
    steps++;
    double least = settings.warmupInit() ? 1e-6 * steps : 1e-2;
    double size = settings.relativeStep() ? Math.min(least, 1 / Math.sqrt((double) steps)) : rate;
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      program.run(
          "adafactor",
          program.list(group.tensors()),
          program.list(group.gradients()),
          program.list(rows.get(i)),
          program.list(columns.get(i)),
          IValue.from(size),
          IValue.from(1 - Math.pow((double) steps, Settings.DECAY_RATE)),
          IValue.from(Settings.TINY),
          IValue.from(Settings.SMALLEST),
          IValue.from(Settings.THRESHOLD),
          IValue.from(group.decay()),
          IValue.from(settings.scaleParameter()),
          IValue.from(gradientScale));
    }
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public NamedTensors state() {
    return ParameterGroup.named(
        groups, new String[] {"exp_avg_sq_row", "exp_avg_sq_col"}, rows, columns);
  }

  @Override
  public void resumeAt(long done) {
    steps = done;
  }
}
