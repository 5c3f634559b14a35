package org.precis.model.transformer;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and shapes of all weights of a configuration. Shapes of projections are (out, in). */
public final class TransformerShapes {
  private final TransformerConfig config;
  private final WeightNames names;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private TransformerShapes(TransformerConfig config, WeightNames names) {
    this.config = config;
    this.names = names;
  }

  /** Every weight, stack by stack, in the order of computation; a shared one once. */
  public static Map<String, Shape> of(TransformerConfig config, WeightNames names) {
    TransformerShapes collected = new TransformerShapes(config, names);
    collected.stack(Stack.ENCODER);
    collected.stack(Stack.DECODER);
    collected.head();
    return collected.shapes;
  }

  /** Every weight of the encoder. */
  public static Map<String, Shape> ofEncoder(TransformerConfig config, WeightNames names) {
    TransformerShapes collected = new TransformerShapes(config, names);
    collected.stack(Stack.ENCODER);
    return collected.shapes;
  }

  private void stack(Stack stack) {
    StackConfig sizes = config.stack(stack);
    weight(stack, 0, Role.TOKENS, sizes.vocabularySize(), config.width());
    if (config.positions() instanceof PositionConfig.Learned learned) {
      int rows = sizes.maxPositions() + learned.offset();
      weight(stack, 0, Role.POSITIONS, rows, config.width());
    } else if (config.positions() instanceof PositionConfig.Relative relative) {
      for (int n = 0; n < (relative.everyLayer() ? sizes.layers() : 1); n++) {
        weight(stack, n, Role.POSITION_BIAS, relative.buckets(), sizes.heads());
      }
    }
    if (config.norm().embeddings()) {
      norm(stack, 0, Role.EMBEDDING_NORM);
    }
    for (int n = 0; n < sizes.layers(); n++) {
      layer(stack, n, sizes);
    }
    if (config.norm().last()) {
      norm(stack, 0, Role.LAST_NORM);
    }
  }

  private void layer(Stack stack, int n, StackConfig sizes) {
    attention(stack, n, Role.SELF_QUERY, Role.SELF_KEY, Role.SELF_VALUE, Role.SELF_OUTPUT);
    norm(stack, n, Role.SELF_NORM);
    if (stack == Stack.DECODER) {
      attention(stack, n, Role.CROSS_QUERY, Role.CROSS_KEY, Role.CROSS_VALUE, Role.CROSS_OUTPUT);
      norm(stack, n, Role.CROSS_NORM);
    }
    if (stack == Stack.ENCODER) {
      globalAttention(n);
    }
    int inner = sizes.feedForwardWidth();
    boolean biases = config.feedForward().biases();
    if (config.feedForward().gated()) {
      projection(stack, n, Role.FEED_FORWARD_GATE, inner, config.width(), biases);
    }
    projection(stack, n, Role.FEED_FORWARD_IN, inner, config.width(), biases);
    projection(stack, n, Role.FEED_FORWARD_OUT, config.width(), inner, biases);
    norm(stack, n, Role.FEED_FORWARD_NORM);
  }

  private void attention(Stack stack, int n, Role query, Role key, Role value, Role output) {
    int inner = config.stack(stack).innerWidth();
    boolean biases = config.attention().biases();
    for (Role role : new Role[] {query, key, value}) {
      projection(stack, n, role, inner, config.width(), biases);
    }
    projection(stack, n, output, config.width(), inner, biases);
  }

  private void globalAttention(int n) {
    if (config.encoderReach() instanceof EncoderReach.Window) {
      int inner = config.encoder().innerWidth();
      for (Role role : new Role[] {Role.GLOBAL_QUERY, Role.GLOBAL_KEY, Role.GLOBAL_VALUE}) {
        projection(Stack.ENCODER, n, role, inner, config.width(), config.attention().biases());
      }
    } else if (config.encoderReach() instanceof EncoderReach.TransientGlobal) {
      norm(Stack.ENCODER, n, Role.GLOBAL_NORM);
      if (n == 0 && config.positions() instanceof PositionConfig.Relative relative) {
        int heads = config.encoder().heads();
        weight(Stack.ENCODER, 0, Role.GLOBAL_POSITION_BIAS, relative.buckets(), heads);
      }
    }
  }

  private void projection(Stack stack, int n, Role role, int out, int in, boolean biased) {
    weight(stack, n, role, out, in);
    if (biased) {
      shapes.put(names.bias(stack, n, role), new Shape(out));
    }
  }

  private void norm(Stack stack, int n, Role role) {
    weight(stack, n, role, config.width());
    if (config.norm().kind() == NormConfig.Kind.LAYER) {
      shapes.put(names.bias(stack, n, role), new Shape(config.width()));
    }
  }

  private void head() {
    int vocabulary = config.decoder().vocabularySize();
    if (!config.head().tied()) {
      weight(Stack.DECODER, 0, Role.HEAD, vocabulary, config.width());
    }
    if (config.head().bias()) {
      shapes.put(WeightNames.LOGITS_BIAS, new Shape(1, vocabulary));
    }
  }

  private void weight(Stack stack, int n, Role role, long... shape) {
    shapes.put(names.weight(stack, n, role), new Shape(shape));
  }
}
