package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Logits in a tensor, by single operations. */
public final class TensorLogits implements RowLogits {
  private final NDArray logits;
  private final int rows;
  private final int columns;

  /**
   * Logits.
   *
   * @param logits (R, C), fp32; closed with this object
   */
  public TensorLogits(NDArray logits) {
    this.logits = logits;
    rows = (int) logits.getShape().get(0);
    columns = (int) logits.getShape().get(1);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  private NDArray scores(boolean logProbabilities) {
    return logProbabilities ? logits.logSoftmax(-1) : logits;
  }

  @Override
  public Best best(int count, boolean logProbabilities) {
    NDList best = JniUtils.topK((PtNDArray) scores(logProbabilities), count, -1, true, true);
    return new Best(best.get(0).toFloatArray(), best.get(1).toLongArray());
  }

  @Override
  public float[] at(long[] ids, int count, boolean logProbabilities) {
    NDArray index = logits.getManager().create(ids, new Shape(rows, count));
    return scores(logProbabilities).gather(index, 1).toFloatArray();
  }

  @Override
  public float[] row(int row, boolean logProbabilities) {
    return scores(logProbabilities).get(row).toFloatArray();
  }

  @Override
  public void close() {
    logits.close();
  }
}
