package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.script.ScriptModule;

/**
 * Jensen–Shannon divergence between the word distributions of student and teacher (equation 8),
 * over the whole vocabulary and in natural logarithms, with its gradient with respect to the
 * student. Like {@link org.precis.train.objective.VocabularyLoss} it makes the logits of a piece of
 * rows at a time. Probabilities stay logarithms, so that small ones do not vanish. R = rows, D =
 * width.
 */
public final class ConsistencyLoss {
  private final PtNDManager manager;
  private final ScriptModule program;
  private final double temperature;
  private final int pieceRows;

  /**
   * A loss.
   *
   * @param temperature what logits of both sides are divided by
   * @param pieceRows rows of a piece
   * @param manager owner of the program
   */
  public ConsistencyLoss(double temperature, int pieceRows, NDManager manager) {
    requireValid(temperature, pieceRows);
    this.temperature = temperature;
    this.pieceRows = pieceRows;
    this.manager = (PtNDManager) manager;
    program = AlignmentLosses.compile(manager);
  }

  /**
   * The loss and its gradient.
   *
   * @param rows the student's states scaled for its head, (R, D)
   * @param taught the teacher's, scaled for its head, (R, D of the teacher)
   * @param scale what the sum is multiplied by before it is differentiated
   * @param tableGradient where the gradient of the student's table is added; empty if it is frozen
   */
  public AlignmentLosses.Differentiated differentiate(
      NDArray rows,
      OutputHead student,
      NDArray taught,
      OutputHead teacher,
      double scale,
      Optional<NDArray> tableGradient) {
    return inPieces(
        rows.getShape().get(0),
        pieceRows,
        (from, to) ->
            AlignmentLosses.call(
                program,
                manager,
                "consistency",
                piece(rows, from, to),
                IValue.from((PtNDArray) student.table()),
                list(student.bias()),
                piece(taught, from, to),
                IValue.from((PtNDArray) teacher.table()),
                list(teacher.bias()),
                IValue.from(temperature),
                IValue.from(scale),
                list(tableGradient)));
  }

  static void requireValid(double temperature, int pieceRows) {
    if (!(temperature > 0) || pieceRows < 1) {
      throw new IllegalArgumentException(
          "consistency temperature is %s, it must be above 0; a piece has %d rows, at least 1 is needed"
              .formatted(temperature, pieceRows));
    }
  }

  /** The loss of some rows. */
  interface Piece {
    AlignmentLosses.Differentiated of(long from, long to);
  }

  /** The loss of all rows, a piece at a time and without gradients of its own. */
  static AlignmentLosses.Differentiated inPieces(long count, int pieceRows, Piece piece) {
    double sum = 0;
    NDList gradients = new NDList();
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      for (long from = 0; from < count; from += pieceRows) {
        AlignmentLosses.Differentiated loss = piece.of(from, Math.min(count, from + pieceRows));
        sum += loss.sum();
        gradients.add(loss.gradient());
      }
      return new AlignmentLosses.Differentiated(sum, NDArrays.concat(gradients));
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  static IValue piece(NDArray rows, long from, long to) {
    return IValue.from(JniUtils.slice((PtNDArray) rows, 0, from, to, 1));
  }

  static IValue list(Optional<NDArray> tensor) {
    return IValue.listFrom(tensor.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }
}
