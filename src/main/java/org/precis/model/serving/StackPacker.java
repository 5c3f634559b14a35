package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.family.WeightSource;
import org.precis.model.program.EmbeddingTable;
import org.precis.model.program.Packer;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.SinusoidalPositions;
import org.precis.nn.TensorScope;

/** Packs one half of a transformer for the program. */
final class StackPacker {
  private final TransformerConfig config;
  private final WeightNames names;
  private final Stack stack;
  private final WeightSource source;
  private final Packer packer;
  private final NDManager manager;

  /**
   * A packer of a half.
   *
   * @param manager owner of what is kept
   */
  StackPacker(
      TransformerConfig config,
      WeightNames names,
      Stack stack,
      WeightSource source,
      Packer packer,
      NDManager manager) {
    this.config = config;
    this.names = names;
    this.stack = stack;
    this.source = source;
    this.packer = packer;
    this.manager = manager;
  }

  /** The half, all but its embedding table packed here. */
  PackedStack pack(EmbeddingTable tokens) {
    IValue linears = packer.list();
    for (int n = 0; n < config.stack(stack).layers(); n++) {
      attention(linears, n, Role.SELF_QUERY, Role.SELF_KEY, Role.SELF_VALUE, Role.SELF_OUTPUT);
      if (stack == Stack.DECODER) {
        attention(linears, n, Role.CROSS_QUERY, null, null, Role.CROSS_OUTPUT);
      }
      boolean biased = config.feedForward().biases();
      if (config.feedForward().gated()) {
        linear(packer, linears, n, 1, biased, Role.FEED_FORWARD_GATE, Role.FEED_FORWARD_IN);
      } else {
        linear(packer, linears, n, 1, biased, Role.FEED_FORWARD_IN);
      }
      linear(packer, linears, n, 1, biased, Role.FEED_FORWARD_OUT);
    }
    boolean layerNorm = config.norm().kind() == NormConfig.Kind.LAYER;
    return new PackedStack(
        tokens,
        packer.tensor(vectors()),
        linears,
        packer.tensors(norms(names::weight)),
        packer.tensors(layerNorm ? norms(names::bias) : List.of()),
        packer.tensors(positionBiases()));
  }

  /**
   * Projections to the cross-attention's keys and values, a packed weight a layer.
   *
   * @param sources packs them for all rows of a source
   */
  IValue crossKeysAndValues(Packer sources) {
    IValue linears = sources.list();
    for (int n = 0; n < config.stack(stack).layers(); n++) {
      boolean biased = config.attention().biases();
      linear(sources, linears, n, 1, biased, Role.CROSS_KEY, Role.CROSS_VALUE);
    }
    return linears;
  }

  private void attention(IValue linears, int n, Role query, Role key, Role value, Role output) {
    boolean biased = config.attention().biases();
    double scale = config.attention().scaled() ? 1 / Math.sqrt(config.stack(stack).headWidth()) : 1;
    if (key == null) {
      linear(packer, linears, n, scale, biased, query);
    } else {
      linear(packer, linears, n, scale, biased, query, key, value);
    }
    linear(packer, linears, n, 1, biased, output);
  }

  /** Packs roles below each other; the first is multiplied by {@code scale}. */
  private void linear(
      Packer to, IValue linears, int n, double scale, boolean biased, Role... roles) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      List<NDArray> weights = new ArrayList<>();
      List<NDArray> biases = new ArrayList<>();
      for (Role role : roles) {
        weights.add(source.read(names.weight(stack, n, role), manager));
        if (biased) {
          biases.add(source.read(names.bias(stack, n, role), manager));
        }
      }
      if (scale != 1) {
        weights.get(0).muli(scale);
        biases.stream().limit(1).forEach(bias -> bias.muli(scale));
      }
      to.pack(linears, weights, biases);
    }
  }

  /** How a norm's tensor is called. */
  @FunctionalInterface
  private interface Naming {
    String of(Stack stack, int layer, Role role);
  }

  private List<NDArray> norms(Naming naming) {
    List<NDArray> norms = new ArrayList<>();
    for (int n = 0; n < config.stack(stack).layers(); n++) {
      norms.add(norm(naming.of(stack, n, Role.SELF_NORM), 1));
      if (stack == Stack.DECODER) {
        norms.add(norm(naming.of(stack, n, Role.CROSS_NORM), 1));
      }
      norms.add(norm(naming.of(stack, n, Role.FEED_FORWARD_NORM), 1));
    }
    if (config.norm().last()) {
      // The head's scale, here once instead of at every step.
      boolean scaled = stack == Stack.DECODER && config.head().scaled();
      double scale = scaled ? 1 / Math.sqrt(config.width()) : 1;
      norms.add(norm(naming.of(stack, 0, Role.LAST_NORM), scale));
    }
    if (config.norm().embeddings()) {
      norms.add(norm(naming.of(stack, 0, Role.EMBEDDING_NORM), 1));
    }
    return norms;
  }

  private NDArray norm(String name, double scale) {
    try (TensorScope scope = TensorScope.open()) {
      NDArray norm = source.read(name, manager);
      return packer.keep(scale == 1 ? norm : norm.muli(scale), scope);
    }
  }

  private List<NDArray> positionBiases() {
    if (!(config.positions() instanceof PositionConfig.Relative relative)) {
      return List.of();
    }
    int tables = relative.everyLayer() ? config.stack(stack).layers() : 1;
    return IntStream.range(0, tables)
        .mapToObj(n -> norm(names.weight(stack, n, Role.POSITION_BIAS), 1))
        .toList();
  }

  /** Vectors of the positions from 0, and a row of zeros for tokens that get none. */
  private NDArray vectors() {
    try (TensorScope scope = TensorScope.open()) {
      Shape row = new Shape(1, config.width());
      NDArray none = manager.zeros(row, DataType.FLOAT32);
      return packer.keep(positions().toDevice(none.getDevice(), false).concat(none, 0), scope);
    }
  }

  private NDArray positions() {
    int positions = config.stack(stack).maxPositions();
    int width = config.width();
    if (config.positions() instanceof PositionConfig.Learned learned) {
      String name = names.weight(stack, 0, Role.POSITIONS);
      return source.read(name, learned.offset(), learned.offset() + positions, manager);
    }
    if (config.positions() instanceof PositionConfig.Sinusoidal sinusoidal) {
      return manager.create(
          new SinusoidalPositions(width, sinusoidal.inclusive())
              .vectors(sinusoidal.offset(), positions),
          new Shape(positions, width));
    }
    return manager.zeros(new Shape(1, width), DataType.FLOAT32);
  }
}
