package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.precis.nn.GradientScope;
import org.precis.nn.NamedTensors;

/**
 * The weights that are trained, in the order of their names, each with its gradient. The order
 * decides about the last bits of sums over all of them, so it must not depend on a hash.
 *
 * <p>From here on the weights record gradients. Gradients accumulate until {@link #zeroGradients}.
 * Not thread-safe.
 */
public final class Parameters {
  private final List<String> names;
  private final List<NDArray> tensors;
  private final List<NDArray> gradients = new ArrayList<>();
  private final TensorProgram program;

  /**
   * Trains some of a network's weights.
   *
   * @param weights all of them, fp32
   * @param trained which names are trained; the others stay as they are
   * @param manager owner of the gradients; lives as long as this object is used
   * @throws IllegalArgumentException if none is trained
   */
  public Parameters(NamedTensors weights, Predicate<String> trained, NDManager manager) {
    names = weights.names().stream().filter(trained).sorted().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "none of %d weights is trained".formatted(weights.names().size()));
    }
    tensors = names.stream().map(weights::get).toList();
    program = new TensorProgram(manager);
    for (NDArray tensor : tensors) {
      tensor.setRequiresGradient(true);
      allocateGradient(tensor);
      NDArray gradient = JniUtils.getGradient((PtNDArray) tensor);
      gradient.attach(manager);
      gradients.add(gradient);
    }
    zeroGradients();
  }

  /** Has PyTorch make the gradient's memory, which it keeps and adds to from then on. */
  private static void allocateGradient(NDArray tensor) {
    try (GradientScope scope = GradientScope.record();
        NDArray sum = tensor.sum();
        NDArray one = tensor.getManager().full(new Shape(), 1, DataType.FLOAT32)) {
      scope.backward(sum, one);
    }
  }

  /** Names in the checkpoint, sorted. */
  public List<String> names() {
    return names;
  }

  /** The weights, in the names' order. */
  public List<NDArray> tensors() {
    return tensors;
  }

  /** The gradients, in the names' order. Views of PyTorch's own: never closed by a caller. */
  public List<NDArray> gradients() {
    return gradients;
  }

  /** The gradient of a weight, if it is trained. */
  public Optional<NDArray> find(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(gradients.get(index));
  }

  /** Number of weights in all tensors. */
  public long size() {
    return tensors.stream().mapToLong(NDArray::size).sum();
  }

  /** Euclidean norm of all gradients together; not a number if one of them is not. */
  public double gradientNorm() {
    return program.number("norm", program.list(gradients));
  }

  /**
   * Adds the gradients of a copy, which may be on another device.
   *
   * @param copy of the same weights
   */
  public void addGradients(Parameters copy) {
    program.run("collect", program.list(gradients), program.list(copy.gradients));
  }

  /**
   * Takes over the weights of a copy, which may be on another device.
   *
   * @param copy of the same weights
   */
  public void copyFrom(Parameters copy) {
    program.run("copy", program.list(tensors), program.list(copy.tensors));
  }

  /** Sets all gradients to 0. */
  public void zeroGradients() {
    program.run("zero", program.list(gradients));
  }
}
