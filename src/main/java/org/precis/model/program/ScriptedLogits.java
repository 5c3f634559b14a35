package org.precis.model.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import org.precis.model.session.RowLogits;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/** Logits in a tensor, whose best are found by the program. */
public final class ScriptedLogits implements RowLogits {
  private final ScriptModule program;
  private final NDManager owner;
  private final NDArray logits;
  private NDArray logProbabilities;

  /**
   * Logits.
   *
   * @param logits (R, C), fp32; closed with this object
   * @param owner of the tensors that are made
   */
  public ScriptedLogits(ScriptModule program, NDArray logits, NDManager owner) {
    this.program = program;
    this.logits = logits;
    this.owner = owner;
  }

  @Override
  public int rows() {
    return (int) logits.getShape().get(0);
  }

  @Override
  public int columns() {
    return (int) logits.getShape().get(1);
  }

  @Override
  public Best best(int count, boolean normalise) {
    boolean softmax = normalise && logProbabilities == null;
    NDArray from = normalise && !softmax ? logProbabilities : logits;
    try (Arguments arguments = new Arguments(owner)) {
      arguments.tensor(from).number(count).flag(softmax);
      try (IValue result = program.call("best", arguments.array())) {
        IValue[] parts = result.toIValueTuple();
        try (IValue values = parts[0];
            IValue columns = parts[1];
            IValue scores = parts[2]) {
          if (softmax) {
            keep(tensor(scores));
          }
          return new Best(tensor(values).toFloatArray(), tensor(columns).toLongArray());
        }
      }
    }
  }

  private NDArray tensor(IValue value) {
    return value.toTensor((PtNDManager) owner);
  }

  private void keep(NDArray normalised) {
    logProbabilities = TensorScope.handOver(normalised, owner);
  }

  private NDArray scores(boolean normalise) {
    if (normalise && logProbabilities == null) {
      keep(logits.logSoftmax(-1));
    }
    return normalise ? logProbabilities : logits;
  }

  @Override
  public float[] at(long[] columns, int count, boolean normalise) {
    NDArray index = owner.create(columns, new Shape(rows(), count));
    return scores(normalise).gather(index, 1).toFloatArray();
  }

  @Override
  public float[] row(int row, boolean normalise) {
    return scores(normalise).get(row).toFloatArray();
  }

  @Override
  public void close() {
    logits.close();
    if (logProbabilities != null) {
      logProbabilities.close();
    }
  }
}
