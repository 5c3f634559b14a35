package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.precis.model.session.ForcedBatch;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.GradientScope;
import org.precis.nn.TensorScope;

/**
 * A forward and backward pass that keeps the layers' inputs only, and computes what is inside a
 * layer again when its turn comes in the backward pass (Chen et al. 2016): memory for one layer
 * instead of all, for about a third more time. Dropout is seeded layer by layer, so that the second
 * computation drops the same values. Closing frees what is kept.
 *
 * <p>B = sources, S = source length, T = target length, D = width.
 */
final class RecomputedPass implements AutoCloseable {
  private final TransformerNetwork network;
  private final ForcedBatch batch;
  private final long seed;
  private final NDManager kept;
  private final List<UnaryOperator<NDArray>> encoder;
  private final List<BinaryOperator<NDArray>> decoder;
  private final List<NDArray> sources = new ArrayList<>();
  private final List<NDArray> targets = new ArrayList<>();

  /**
   * Computes forward.
   *
   * @param network with dropout
   * @param manager parent of what is kept
   */
  RecomputedPass(TransformerNetwork network, ForcedBatch batch, long seed, NDManager manager) {
    this.network = network;
    this.batch = batch;
    this.seed = seed;
    kept = manager.newSubManager();
    encoder = network.encoderSteps(batch.mask());
    decoder = network.decoderSteps(batch.mask());
    sources.add(forward(0, () -> network.embedSources(batch.sources())));
    for (int n = 0; n < encoder.size(); n++) {
      NDArray input = sources.get(n);
      UnaryOperator<NDArray> step = encoder.get(n);
      sources.add(forward(n + 1, () -> step.apply(input)));
    }
    targets.add(forward(decoderPlace(-1), () -> network.embedTargets(batch.inputs())));
    for (int n = 0; n < decoder.size(); n++) {
      NDArray input = targets.get(n);
      BinaryOperator<NDArray> step = decoder.get(n);
      targets.add(forward(decoderPlace(n), () -> step.apply(input, encoded())));
    }
  }

  private int decoderPlace(int layer) {
    return encoder.size() + 2 + layer;
  }

  private NDArray encoded() {
    return sources.get(encoder.size());
  }

  private NDArray forward(int place, Supplier<NDArray> computation) {
    JniUtils.setSeed(seed + place);
    try (TensorScope scope = TensorScope.open()) {
      return scope.keep(computation.get(), kept);
    }
  }

  /**
   * Computes backward.
   *
   * @param head a function of the decoder's last states, (B, T, D), that goes backward itself, from
   *     within the scope that it is given; its result is returned
   */
  <R> R backward(Function<NDArray, Head<R>> head) {
    R result;
    NDArray last = leaf(targets.get(decoder.size()));
    try (GradientScope scope = GradientScope.record()) {
      Head<R> computed = head.apply(last);
      scope.backward(computed.output(), computed.gradient());
      result = computed.result();
    }
    NDArray states = leaf(encoded());
    NDArray gradient = gradient(last);
    for (int n = decoder.size() - 1; n >= 0; n--) {
      NDArray input = leaf(targets.get(n));
      BinaryOperator<NDArray> step = decoder.get(n);
      again(decoderPlace(n), () -> step.apply(input, states), gradient);
      gradient = gradient(input);
    }
    again(decoderPlace(-1), () -> network.embedTargets(batch.inputs()), gradient);
    gradient = gradient(states);
    for (int n = encoder.size() - 1; n >= 0; n--) {
      NDArray input = leaf(sources.get(n));
      UnaryOperator<NDArray> step = encoder.get(n);
      again(n + 1, () -> step.apply(input), gradient);
      gradient = gradient(input);
    }
    again(0, () -> network.embedSources(batch.sources()), gradient);
    return result;
  }

  /**
   * What the head computed.
   *
   * @param output of which the backward pass starts
   * @param gradient of the loss with respect to it
   * @param result what else came of it
   */
  record Head<R>(NDArray output, NDArray gradient, R result) {}

  private static NDArray leaf(NDArray tensor) {
    tensor.setRequiresGradient(true);
    return tensor;
  }

  private NDArray gradient(NDArray leaf) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    gradient.attach(kept);
    return gradient;
  }

  private void again(int place, Supplier<NDArray> computation, NDArray gradient) {
    JniUtils.setSeed(seed + place);
    try (GradientScope scope = GradientScope.record()) {
      scope.backward(computation.get(), gradient);
    }
    gradient.close();
  }

  @Override
  public void close() {
    kept.close();
  }
}
