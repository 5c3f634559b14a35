package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;
import org.precis.nn.Linear;

/** Turns tokens into states. B = rows, T = positions, D = width. Thread-safe. */
final class TokenEmbedding {
  private final NDArray table;
  private final EmbeddingConfig config;
  private final PositionVectors positions;
  private final UnaryOperator<NDArray> norm;
  private final UnaryOperator<NDArray> dropout;
  private final NDArray scale;
  private final NDArray pad;

  /**
   * An embedding.
   *
   * @param table (V, D)
   * @param manager owner of constants
   */
  TokenEmbedding(
      NDArray table,
      TransformerConfig config,
      PositionVectors positions,
      UnaryOperator<NDArray> norm,
      UnaryOperator<NDArray> dropout,
      NDManager manager) {
    this.table = table;
    this.config = config.embedding();
    this.positions = positions;
    this.norm = norm;
    this.dropout = dropout;
    scale = manager.full(new Shape(), (float) Math.sqrt(config.width()), DataType.FLOAT32);
    pad = manager.create((long) config.tokens().pad());
  }

  /**
   * States before the first layer.
   *
   * @param tokens ids, (B, T), int64
   * @param first position of the first token
   * @return (B, T, D)
   */
  NDArray apply(NDArray tokens, int first) {
    NDArray x = Linear.lookUp(tokens, table);
    if (config.paddingFixed() && JniUtils.isGradMode()) {
      x = withoutPaddingGradient(x, tokens);
    }
    if (config.scaled()) {
      x = x.mul(scale);
    }
    return dropout.apply(norm.apply(positions.add(x, tokens, first)));
  }

  /** The same values, but no gradient reaches the padding token's row. */
  private NDArray withoutPaddingGradient(NDArray x, NDArray tokens) {
    NDArray padding = tokens.eq(pad).toType(DataType.FLOAT32, false).expandDims(-1);
    NDArray real = tokens.neq(pad).toType(DataType.FLOAT32, false).expandDims(-1);
    return x.mul(real).add(x.stopGradient().mul(padding));
  }
}
