package org.precis.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.KeyValueCache;
import org.precis.model.session.SourceMemory;
import org.precis.nn.Activation;
import org.precis.nn.Attention;
import org.precis.nn.AttentionMask;
import org.precis.nn.Linear;
import org.precis.nn.NamedTensors;
import org.precis.nn.RelativePositionBias;
import org.precis.nn.RmsNorm;

/**
 * T5 and mT5 (Raffel et al. 2020; Shazeer 2020 for the gated variant), without dropout. Attention
 * is not scaled by 1/√K, positions enter by a relative bias only, and every sub-layer normalises
 * its input. Thread-safe and differentiable; the weights belong to the caller.
 *
 * <p>B = sources, S = source length, R = rows (R = B·n, neighbours share a source), T = positions
 * decoded at once, P = positions before them, D = width, H = heads, K = width of a head, F =
 * feed-forward width, V = vocabulary.
 */
public final class T5Network implements EncoderDecoder {
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";

  private final T5Config config;
  private final NamedTensors weights;
  private final RmsNorm norm;
  private final Activation activation;
  private final NDArray headScale;
  private final RelativePositionBias encoderPositions;
  private final RelativePositionBias decoderPositions;

  /**
   * A network.
   *
   * @param weights tensors of {@link T5Names#shapes}; with a tied head, {@link T5Names#HEAD} is not
   *     looked for
   * @param manager owner of a few constants; lives as long as the network is used
   */
  public T5Network(T5Config config, NamedTensors weights, NDManager manager) {
    this.config = config;
    this.weights = weights;
    norm = new RmsNorm(manager, config.normEpsilon());
    activation = Activation.of(config.activation(), manager);
    headScale =
        manager.full(new Shape(), (float) (1 / Math.sqrt(config.width())), DataType.FLOAT32);
    encoderPositions = new RelativePositionBias(config.buckets(), config.maxDistance(), true);
    decoderPositions = new RelativePositionBias(config.buckets(), config.maxDistance(), false);
  }

  /** Sizes and switches. */
  public T5Config config() {
    return config;
  }

  /** The weights by their names in a checkpoint. */
  public NamedTensors weights() {
    return weights;
  }

  @Override
  public ModelSpec spec() {
    return new ModelSpec(
        config.modelType(),
        config.vocabularySize(),
        config.padToken(),
        config.eosToken(),
        config.decoderStartToken(),
        Integer.MAX_VALUE);
  }

  @Override
  public NDArray encode(NDArray tokens, NDArray mask) {
    int length = (int) tokens.getShape().get(1);
    NDArray table = weights.get(T5Names.positionBias(ENCODER));
    NDArray bias = encoderPositions.of(table, 0, length, length).add(mask); // (B, H, S, S)
    NDArray x = Linear.lookUp(tokens, weights.get(T5Names.SHARED)); // (B, S, D)
    for (int n = 0; n < config.encoderLayers(); n++) {
      String block = T5Names.block(ENCODER, n);
      x = x.add(encoderSelfAttention(x, bias, block + "layer.0."));
      x = x.add(feedForward(x, block + "layer.1."));
    }
    return normalise(x, ENCODER + ".final_layer_norm.weight");
  }

  @Override
  public SourceMemory memory(NDArray states, NDArray mask) {
    List<NDArray> keys = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    for (int n = 0; n < config.decoderLayers(); n++) {
      String attention = T5Names.block(DECODER, n) + "layer.1.EncDecAttention.";
      keys.add(heads(states, attention + "k.weight")); // (B, H, S, K)
      values.add(heads(states, attention + "v.weight"));
    }
    return new SourceMemory(keys, values, mask);
  }

  @Override
  public KeyValueCache newCache() {
    return new KeyValueCache(config.decoderLayers());
  }

  @Override
  public NDArray decode(NDArray tokens, KeyValueCache cache, SourceMemory memory) {
    NDArray bias = decoderBias(cache.positions(), (int) tokens.getShape().get(1));
    NDArray x = Linear.lookUp(tokens, weights.get(T5Names.SHARED)); // (R, T, D)
    for (int n = 0; n < config.decoderLayers(); n++) {
      String block = T5Names.block(DECODER, n);
      x = x.add(decoderSelfAttention(x, bias, cache, n, block + "layer.0."));
      x = x.add(crossAttention(x, memory, n, block + "layer.1."));
      x = x.add(feedForward(x, block + "layer.2."));
    }
    return logits(normalise(x, DECODER + ".final_layer_norm.weight"));
  }

  /** Every position sees all of its source. (B, S, D) to (B, S, D). */
  private NDArray encoderSelfAttention(NDArray x, NDArray bias, String layer) {
    NDArray h = normalise(x, layer + "layer_norm.weight");
    String attention = layer + "SelfAttention.";
    NDArray q = heads(h, attention + "q.weight"); // (B, H, S, K)
    NDArray k = heads(h, attention + "k.weight");
    NDArray v = heads(h, attention + "v.weight");
    NDArray mixed = Attention.mergeHeads(Attention.attend(q, k, v, bias), x.getShape().get(0));
    return Linear.apply(mixed, weights.get(attention + "o.weight"));
  }

  /** Every position sees itself and those before. (R, T, D) to (R, T, D). */
  private NDArray decoderSelfAttention(
      NDArray x, NDArray bias, KeyValueCache cache, int n, String layer) {
    NDArray h = normalise(x, layer + "layer_norm.weight");
    String attention = layer + "SelfAttention.";
    NDArray q = heads(h, attention + "q.weight"); // (R, H, T, K)
    cache.append(n, heads(h, attention + "k.weight"), heads(h, attention + "v.weight"));
    NDArray mixed = Attention.attend(q, cache.keys(n), cache.values(n), bias);
    return Linear.apply(
        Attention.mergeHeads(mixed, x.getShape().get(0)), weights.get(attention + "o.weight"));
  }

  /** Every row sees its source, which its neighbours share. (R, T, D) to (R, T, D). */
  private NDArray crossAttention(NDArray x, SourceMemory memory, int n, String layer) {
    NDArray h = normalise(x, layer + "layer_norm.weight");
    String attention = layer + "EncDecAttention.";
    NDArray q = Linear.apply(h, weights.get(attention + "q.weight"));
    q = Attention.splitHeads(q, memory.sources(), config.heads()); // (B, H, n·T, K)
    NDArray mixed =
        Attention.attend(q, memory.keys().get(n), memory.values().get(n), memory.mask());
    return Linear.apply(
        Attention.mergeHeads(mixed, x.getShape().get(0)), weights.get(attention + "o.weight"));
  }

  /** Position by position. (…, D) to (…, D). */
  private NDArray feedForward(NDArray x, String layer) {
    NDArray h = normalise(x, layer + "layer_norm.weight");
    String prefix = layer + "DenseReluDense.";
    NDArray inner; // (…, F)
    if (config.gated()) {
      NDArray gate = activation.apply(Linear.apply(h, weights.get(prefix + "wi_0.weight")));
      inner = gate.mul(Linear.apply(h, weights.get(prefix + "wi_1.weight")));
    } else {
      inner = activation.apply(Linear.apply(h, weights.get(prefix + "wi.weight")));
    }
    return Linear.apply(inner, weights.get(prefix + "wo.weight"));
  }

  /** Relative bias and causal mask of T positions after P, (1, H, T, P + T). */
  private NDArray decoderBias(int past, int queries) {
    NDArray table = weights.get(T5Names.positionBias(DECODER));
    NDArray bias = decoderPositions.of(table, past, queries, past + queries);
    // A single query is the last position: nothing lies ahead of it.
    return queries == 1 ? bias : bias.add(AttentionMask.causal(table.getManager(), past, queries));
  }

  /** (R, T, D) to (R, T, V). */
  private NDArray logits(NDArray x) {
    return config.tiedHead()
        ? Linear.apply(x.mul(headScale), weights.get(T5Names.SHARED))
        : Linear.apply(x, weights.get(T5Names.HEAD));
  }

  /** Projects to heads: (B, S, D) to (B, H, S, K). */
  private NDArray heads(NDArray x, String name) {
    return Attention.splitHeads(
        Linear.apply(x, weights.get(name)), x.getShape().get(0), config.heads());
  }

  private NDArray normalise(NDArray x, String name) {
    return norm.apply(x, weights.get(name));
  }
}
