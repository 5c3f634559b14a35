package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.precis.model.ModelSpec;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.KeyValueCache;
import org.precis.model.session.SourceMemory;
import org.precis.nn.AttentionMask;
import org.precis.nn.Dropout;
import org.precis.nn.MatrixProduct;
import org.precis.nn.NamedTensors;

/**
 * An encoder–decoder transformer (Vaswani et al. 2017) with the switches of {@link
 * TransformerConfig}. Nothing is dropped but in a {@link #training} network. Thread-safe and
 * differentiable; the weights belong to the caller.
 *
 * <p>B = sources, S = source length, R = rows (R = B·n, neighbours share a source), T = positions
 * decoded at once, P = positions before them, D = width, H = heads, K = width of a head, V =
 * vocabulary.
 */
public final class TransformerNetwork implements EncoderDecoder {
  private final TransformerConfig config;
  private final WeightNames names;
  private final NamedTensors weights;
  private final NDArray noMask;
  private final PositionBiases decoderBiases;
  private final TransformerEncoder encoder;
  private final TokenEmbedding targetEmbedding;
  private final List<DecoderLayer> decoder;
  private final UnaryOperator<NDArray> decoderNorm;
  private final SubLayer subLayer;
  private final OutputHead head;

  private record DecoderLayer(
      MultiHead self,
      UnaryOperator<NDArray> selfNorm,
      MultiHead cross,
      UnaryOperator<NDArray> crossNorm,
      UnaryOperator<NDArray> feedForward,
      UnaryOperator<NDArray> feedForwardNorm) {}

  /**
   * A network.
   *
   * @param weights at least the tensors of {@link TransformerShapes#of}
   * @param manager owner of a few constants; lives as long as the network is used
   */
  public TransformerNetwork(
      TransformerConfig config, WeightNames names, NamedTensors weights, NDManager manager) {
    this(config, names, weights, Dropout.NONE, MatrixProduct.EXACT, manager);
  }

  private TransformerNetwork(
      TransformerConfig config,
      WeightNames names,
      NamedTensors weights,
      Dropout dropout,
      MatrixProduct product,
      NDManager manager) {
    this.config = config;
    this.names = names;
    this.weights = weights;
    Modules modules = new Modules(config, names, weights, dropout, product, manager);
    subLayer = modules.subLayer();
    noMask = modules.constant(0);
    decoderBiases = PositionBiases.of(config, Stack.DECODER, modules);
    encoder = new TransformerEncoder(config, modules);
    targetEmbedding = modules.embedding(Stack.DECODER);
    decoder = modules.each(Stack.DECODER, n -> decoderLayer(modules, n));
    decoderNorm = modules.lastNorm(Stack.DECODER);
    head = modules.head();
  }

  private static DecoderLayer decoderLayer(Modules modules, int n) {
    return new DecoderLayer(
        modules.selfAttention(Stack.DECODER, n),
        modules.norm(Stack.DECODER, n, Role.SELF_NORM),
        modules.crossAttention(n),
        modules.norm(Stack.DECODER, n, Role.CROSS_NORM),
        modules.feedForward(Stack.DECODER, n),
        modules.norm(Stack.DECODER, n, Role.FEED_FORWARD_NORM));
  }

  /** {@link #training(Dropout, MatrixProduct, NDManager)} with exact products. */
  public TransformerNetwork training(Dropout rates, NDManager manager) {
    return training(rates, MatrixProduct.EXACT, manager);
  }

  /**
   * The same network over the same weights, dropping values.
   *
   * @param rates what is dropped
   * @param product how projections multiply
   * @param manager owner of a few constants; lives as long as the result is used
   */
  public TransformerNetwork training(Dropout rates, MatrixProduct product, NDManager manager) {
    return new TransformerNetwork(config, names, weights, rates, product, manager);
  }

  /** Sizes and switches. */
  public TransformerConfig config() {
    return config;
  }

  /** Names of the modules. */
  public WeightNames names() {
    return names;
  }

  @Override
  public NamedTensors weights() {
    return weights;
  }

  @Override
  public ModelSpec spec() {
    return config.spec();
  }

  @Override
  public NDArray encode(NDArray tokens, NDArray mask) {
    return encoder.encode(tokens, mask);
  }

  /** Sources before the first layer, (B, S) to (B, S, D). */
  public NDArray embedSources(NDArray tokens) {
    return encoder.embed(tokens);
  }

  /** Decoder inputs before the first layer, (B, T) to (B, T, D). */
  public NDArray embedTargets(NDArray tokens) {
    return targetEmbedding.apply(tokens, 0);
  }

  /**
   * The encoder's layers one by one, each with all that it needs, for trainers that compute them
   * twice instead of keeping what is inside. The last one includes the last norm.
   *
   * @param mask padding mask, (B, 1, 1, S)
   * @return functions of (B, S, D) to (B, S, D)
   */
  public List<UnaryOperator<NDArray>> encoderSteps(NDArray mask) {
    return encoder.steps(mask);
  }

  /**
   * The decoder's layers likewise, over whole targets.
   *
   * @param mask padding mask of the sources, (B, 1, 1, S)
   * @return functions of (B, T, D) and encoder states, (B, S, D), to (B, T, D)
   */
  public List<BinaryOperator<NDArray>> decoderSteps(NDArray mask) {
    List<BinaryOperator<NDArray>> steps = new ArrayList<>();
    for (int i = 0; i < decoder.size(); i++) {
      int n = i;
      BinaryOperator<NDArray> step = (x, states) -> decoderLayer(n, x, states, mask);
      steps.add(
          n < decoder.size() - 1 ? step : (x, states) -> decoderNorm.apply(step.apply(x, states)));
    }
    return steps;
  }

  private NDArray decoderLayer(int n, NDArray input, NDArray states, NDArray mask) {
    DecoderLayer layer = decoder.get(n);
    int length = (int) input.getShape().get(1);
    NDArray causal = AttentionMask.causal(input.getManager(), 0, length);
    NDArray bias = decoderBiases.of(0, length, length, causal).get(n);
    NDArray x =
        subLayer.apply(
            input,
            layer.selfNorm(),
            h -> attend(layer.self(), h, layer.self().keys(h), layer.self().values(h), bias));
    x =
        subLayer.apply(
            x,
            layer.crossNorm(),
            h ->
                attend(
                    layer.cross(),
                    h,
                    layer.cross().keys(states),
                    layer.cross().values(states),
                    mask));
    return subLayer.apply(x, layer.feedForwardNorm(), layer.feedForward());
  }

  private static NDArray attend(
      MultiHead heads, NDArray x, NDArray keys, NDArray values, NDArray bias) {
    long rows = x.getShape().get(0);
    return heads.merge(heads.attend(heads.queries(x, rows), keys, values, bias), rows);
  }

  @Override
  public SourceMemory memory(NDArray states, NDArray mask) {
    return new SourceMemory(
        decoder.stream().map(layer -> layer.cross().keys(states)).toList(), // (B, H, S, K)
        decoder.stream().map(layer -> layer.cross().values(states)).toList(),
        mask);
  }

  @Override
  public KeyValueCache newCache() {
    return new KeyValueCache(decoder.size());
  }

  /** How the decoder's states become logits. */
  public OutputHead head() {
    return head;
  }

  @Override
  public NDArray decode(NDArray tokens, KeyValueCache cache, SourceMemory memory) {
    return head.logits(decoderStates(tokens, cache, memory));
  }

  /**
   * What {@link #decode} does, but for the head.
   *
   * @return (R, T, D)
   */
  public NDArray decoderStates(NDArray tokens, KeyValueCache cache, SourceMemory memory) {
    int past = cache.positions();
    int queries = (int) tokens.getShape().get(1);
    // A single query is the last position: nothing lies ahead of it.
    NDArray mask = queries == 1 ? noMask : AttentionMask.causal(tokens.getManager(), past, queries);
    List<NDArray> biases = decoderBiases.of(past, queries, past + queries, mask);
    NDArray x = targetEmbedding.apply(tokens, past); // (R, T, D)
    for (int n = 0; n < decoder.size(); n++) {
      DecoderLayer layer = decoder.get(n);
      int index = n;
      x =
          subLayer.apply(
              x, layer.selfNorm(), h -> selfAttention(h, layer, index, biases.get(index), cache));
      x = subLayer.apply(x, layer.crossNorm(), h -> crossAttention(h, layer, index, memory));
      x = subLayer.apply(x, layer.feedForwardNorm(), layer.feedForward());
    }
    return decoderNorm.apply(x);
  }

  /** Every position sees itself and those before. (R, T, D) to (R, T, D). */
  private static NDArray selfAttention(
      NDArray x, DecoderLayer layer, int n, NDArray bias, KeyValueCache cache) {
    MultiHead heads = layer.self();
    long rows = x.getShape().get(0);
    NDArray queries = heads.queries(x, rows); // (R, H, T, K)
    cache.append(n, heads.keys(x), heads.values(x));
    return heads.merge(heads.attend(queries, cache.keys(n), cache.values(n), bias), rows);
  }

  /** Every row sees its source, which its neighbours share. (R, T, D) to (R, T, D). */
  private static NDArray crossAttention(NDArray x, DecoderLayer layer, int n, SourceMemory memory) {
    MultiHead heads = layer.cross();
    NDArray queries = heads.queries(x, memory.sources()); // (B, H, n·T, K)
    NDArray gathered =
        heads.attend(queries, memory.keys().get(n), memory.values().get(n), memory.mask());
    return heads.merge(gathered, x.getShape().get(0));
  }
}
