package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.precis.nn.Activation;
import org.precis.nn.Dropout;
import org.precis.nn.LayerNorm;
import org.precis.nn.Linear;
import org.precis.nn.MatrixProduct;
import org.precis.nn.NamedTensors;
import org.precis.nn.RmsNorm;

/** Makes a network's modules: functions with their weights bound. D = width, F = inner width. */
final class Modules {
  private final TransformerConfig config;
  private final WeightNames names;
  private final NamedTensors weights;
  private final Dropout dropout;
  private final MatrixProduct product;
  private final NDManager manager;

  /**
   * A maker.
   *
   * @param manager owner of constants; lives as long as the modules are used
   */
  Modules(
      TransformerConfig config,
      WeightNames names,
      NamedTensors weights,
      Dropout dropout,
      MatrixProduct product,
      NDManager manager) {
    this.config = config;
    this.names = names;
    this.weights = weights;
    this.dropout = dropout;
    this.product = product;
    this.manager = manager;
  }

  /** A module of each layer of a stack. */
  <T> List<T> each(Stack stack, IntFunction<T> ofLayer) {
    return IntStream.range(0, config.stack(stack).layers()).mapToObj(ofLayer).toList();
  }

  /** A constant without axes. */
  NDArray constant(double value) {
    return manager.full(new Shape(), (float) value, DataType.FLOAT32);
  }

  NDArray weight(Stack stack, int layer, Role role) {
    return weights.get(names.weight(stack, layer, role));
  }

  /** (…, in) to (…, out). */
  UnaryOperator<NDArray> projection(Stack stack, int layer, Role role, boolean biased) {
    NDArray weight = weight(stack, layer, role);
    if (!biased) {
      return x -> product.apply(x, weight);
    }
    NDArray bias = weights.get(names.bias(stack, layer, role));
    return product == MatrixProduct.EXACT
        ? x -> Linear.apply(x, weight, bias)
        : x -> product.apply(x, weight).add(bias);
  }

  /** (…, D) to (…, D). */
  UnaryOperator<NDArray> norm(Stack stack, int layer, Role role) {
    NDArray weight = weight(stack, layer, role);
    float epsilon = config.norm().epsilon();
    if (config.norm().kind() == NormConfig.Kind.RMS) {
      RmsNorm norm = new RmsNorm(epsilon);
      return x -> norm.apply(x, weight);
    }
    NDArray bias = weights.get(names.bias(stack, layer, role));
    return x -> LayerNorm.apply(x, weight, bias, epsilon);
  }

  /** A norm where the network has it, else nothing. */
  UnaryOperator<NDArray> normIf(boolean present, Stack stack, Role role) {
    return present ? norm(stack, 0, role) : UnaryOperator.identity();
  }

  MultiHead selfAttention(Stack stack, int layer) {
    return multiHead(
        stack, layer, Role.SELF_QUERY, Role.SELF_KEY, Role.SELF_VALUE, Role.SELF_OUTPUT);
  }

  /** The global positions' attention; its output projection is the windows'. */
  MultiHead globalAttention(int layer) {
    return multiHead(
        Stack.ENCODER,
        layer,
        Role.GLOBAL_QUERY,
        Role.GLOBAL_KEY,
        Role.GLOBAL_VALUE,
        Role.SELF_OUTPUT);
  }

  MultiHead crossAttention(int layer) {
    return multiHead(
        Stack.DECODER,
        layer,
        Role.CROSS_QUERY,
        Role.CROSS_KEY,
        Role.CROSS_VALUE,
        Role.CROSS_OUTPUT);
  }

  private MultiHead multiHead(
      Stack stack, int layer, Role query, Role key, Role value, Role output) {
    boolean biases = config.attention().biases();
    UnaryOperator<NDArray> toQueries = projection(stack, layer, query, biases);
    if (config.attention().scaled()) {
      NDArray scale = constant(1 / Math.sqrt(config.stack(stack).headWidth()));
      UnaryOperator<NDArray> unscaled = toQueries;
      toQueries = x -> unscaled.apply(x).mul(scale);
    }
    return new MultiHead(
        toQueries,
        projection(stack, layer, key, biases),
        projection(stack, layer, value, biases),
        projection(stack, layer, output, biases),
        Dropout.of(dropout.attention()),
        config.stack(stack).heads());
  }

  /** Position by position, (…, D) to (…, D). */
  UnaryOperator<NDArray> feedForward(Stack stack, int layer) {
    FeedForwardConfig kind = config.feedForward();
    Activation activation = Activation.of(kind.activation());
    UnaryOperator<NDArray> in = projection(stack, layer, Role.FEED_FORWARD_IN, kind.biases());
    UnaryOperator<NDArray> last = projection(stack, layer, Role.FEED_FORWARD_OUT, kind.biases());
    UnaryOperator<NDArray> drop = Dropout.of(dropout.activation());
    UnaryOperator<NDArray> out = x -> last.apply(drop.apply(x));
    if (!kind.gated()) {
      return x -> out.apply(activation.apply(in.apply(x)));
    }
    UnaryOperator<NDArray> gate = projection(stack, layer, Role.FEED_FORWARD_GATE, kind.biases());
    return x -> out.apply(activation.apply(gate.apply(x)).mul(in.apply(x)));
  }

  /** (…, D) to logits, (…, V). */
  OutputHead head() {
    HeadConfig kind = config.head();
    String table = names.weight(Stack.DECODER, 0, kind.tied() ? Role.TOKENS : Role.HEAD);
    NDArray scale = constant(1 / Math.sqrt(config.width()));
    return new OutputHead(
        table,
        weights.get(table),
        kind.bias() ? Optional.of(weights.get(WeightNames.LOGITS_BIAS)) : Optional.empty(),
        x -> kind.scaled() ? x.mul(scale) : x);
  }

  SubLayer subLayer() {
    return new SubLayer(config.norm().first(), Dropout.of(dropout.states()));
  }

  /** The last layer's norm, with the dropout after it. */
  UnaryOperator<NDArray> lastNorm(Stack stack) {
    UnaryOperator<NDArray> norm = normIf(config.norm().last(), stack, Role.LAST_NORM);
    UnaryOperator<NDArray> drop = Dropout.of(dropout.last() ? dropout.states() : 0);
    return x -> drop.apply(norm.apply(x));
  }

  TokenEmbedding embedding(Stack stack) {
    return new TokenEmbedding(
        weight(stack, 0, Role.TOKENS),
        config,
        PositionVectors.of(config, stack, this, manager),
        normIf(config.norm().embeddings(), stack, Role.EMBEDDING_NORM),
        Dropout.of(dropout.states()),
        manager);
  }
}
