package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.precis.nn.Dropout;
import org.precis.nn.MatrixProduct;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;

/**
 * The encoder of a transformer. Thread-safe and differentiable; the weights belong to the caller. B
 * = sources, S = source length, D = width.
 */
public final class TransformerEncoder {
  private final SubLayer subLayer;
  private final TokenEmbedding embedding;
  private final EncoderAttention attention;
  private final List<Layer> layers;
  private final UnaryOperator<NDArray> lastNorm;

  /** A layer but for its self-attention: norm of each sub-layer, feed-forward. */
  private record Layer(
      UnaryOperator<NDArray> selfNorm,
      UnaryOperator<NDArray> feedForwardNorm,
      UnaryOperator<NDArray> feedForward) {}

  /**
   * An encoder without dropout.
   *
   * @param config whose decoder is not looked at
   * @param weights at least the tensors of {@link TransformerShapes#ofEncoder}
   * @param manager owner of a few constants; lives as long as the encoder is used
   */
  public TransformerEncoder(
      TransformerConfig config, WeightNames names, NamedTensors weights, NDManager manager) {
    this(config, new Modules(config, names, weights, Dropout.NONE, MatrixProduct.EXACT, manager));
  }

  TransformerEncoder(TransformerConfig config, Modules modules) {
    subLayer = modules.subLayer();
    embedding = modules.embedding(Stack.ENCODER);
    attention = EncoderAttention.of(config, modules);
    layers =
        modules.each(
            Stack.ENCODER,
            n ->
                new Layer(
                    modules.norm(Stack.ENCODER, n, Role.SELF_NORM),
                    modules.norm(Stack.ENCODER, n, Role.FEED_FORWARD_NORM),
                    modules.feedForward(Stack.ENCODER, n)));
    lastNorm = modules.lastNorm(Stack.ENCODER);
  }

  /** Number of layers. */
  public int layers() {
    return layers.size();
  }

  /**
   * Runs all layers.
   *
   * @param tokens ids, (B, S), int64
   * @param mask padding mask, (B, 1, 1, S)
   * @return (B, S, D)
   */
  public NDArray encode(NDArray tokens, NDArray mask) {
    return encode(tokens, mask, layers.size());
  }

  /**
   * What the encoder would be without its upper layers: runs the first ones, then the last norm
   * where there is one.
   *
   * @param tokens ids, (B, S), int64
   * @param mask padding mask, (B, 1, 1, S)
   * @param count number of layers to run; 0 for the embeddings alone
   * @return (B, S, D)
   */
  public NDArray encode(NDArray tokens, NDArray mask, int count) {
    EncoderAttention.Pass pass = attention.begin(mask);
    NDArray x = embed(tokens);
    for (int n = 0; n < count; n++) {
      NDArray before = x;
      int index = n;
      x = TensorScope.part(() -> layer(index, before, pass));
      if (!JniUtils.isGradMode()) {
        before.close();
      }
    }
    return lastNorm.apply(x);
  }

  /** Sources before the first layer, (B, S) to (B, S, D). */
  NDArray embed(NDArray tokens) {
    return embedding.apply(tokens, 0);
  }

  /**
   * The layers one by one, each with all that it needs; the last one includes the last norm.
   *
   * @param mask padding mask, (B, 1, 1, S)
   * @return functions of (B, S, D) to (B, S, D)
   */
  List<UnaryOperator<NDArray>> steps(NDArray mask) {
    List<UnaryOperator<NDArray>> steps = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int n = i;
      UnaryOperator<NDArray> step = x -> layer(n, x, attention.begin(mask));
      steps.add(n < layers.size() - 1 ? step : x -> lastNorm.apply(step.apply(x)));
    }
    return steps;
  }

  private NDArray layer(int n, NDArray x, EncoderAttention.Pass pass) {
    Layer layer = layers.get(n);
    NDArray seen = subLayer.apply(x, layer.selfNorm(), h -> pass.apply(n, h));
    return subLayer.apply(seen, layer.feedForwardNorm(), layer.feedForward());
  }
}
