package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.precis.nn.SinusoidalPositions;

/** Adds to embeddings what tells of their positions. B = rows, T = positions, D = width. */
@FunctionalInterface
interface PositionVectors {
  /**
   * Adds the vectors of positions {@code first} to {@code first + T − 1}.
   *
   * @param x embeddings, (B, T, D)
   * @param tokens their ids, (B, T)
   */
  NDArray add(NDArray x, NDArray tokens, int first);

  /**
   * What a configuration asks for; nothing where positions enter by a bias on scores.
   *
   * @param manager owner of constants
   */
  static PositionVectors of(
      TransformerConfig config, Stack stack, Modules modules, NDManager manager) {
    if (config.positions() instanceof PositionConfig.Learned learned) {
      NDArray table = modules.weight(stack, 0, Role.POSITIONS);
      return (x, tokens, first) -> x.add(rows(table, learned.offset() + first, tokens));
    }
    if (config.positions() instanceof PositionConfig.Sinusoidal sinusoidal) {
      int positions = config.stack(stack).maxPositions();
      NDArray table =
          manager.create(
              new SinusoidalPositions(config.width(), sinusoidal.inclusive())
                  .vectors(sinusoidal.offset(), positions),
              new Shape(positions, config.width()));
      return sinusoidal.skipPadding()
          ? skippingPadding(table, manager.create((long) config.tokens().pad()))
          : (x, tokens, first) -> x.add(rows(table, first, tokens));
    }
    return (x, tokens, first) -> x;
  }

  /**
   * Position vectors for all but padding.
   *
   * @param pad the padding token, without axes
   */
  private static PositionVectors skippingPadding(NDArray table, NDArray pad) {
    return (x, tokens, first) -> {
      NDArray real = tokens.neq(pad).toType(DataType.FLOAT32, false).expandDims(-1); // (B, T, 1)
      return x.add(rows(table, first, tokens).mul(real));
    };
  }

  /** As many rows of a table as there are positions, (T, D). */
  private static NDArray rows(NDArray table, int first, NDArray tokens) {
    return JniUtils.slice((PtNDArray) table, 0, first, first + tokens.getShape().get(1), 1);
  }
}
