package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/**
 * Cross entropy over a large vocabulary with label smoothing (Szegedy et al. 2016, as Hugging Face
 * has it: (1 − ε)·NLL + ε·mean over the vocabulary of −log p).
 *
 * <p>Logits are made for a piece of rows at a time, turned into their own gradient in place, and
 * multiplied back at once: what exists of them is one piece, not every row several times over. R =
 * rows, D = width, V = vocabulary.
 */
public final class VocabularyLoss {
  /** Bytes of a piece's logits: they stay in a large cache, and matrix products are still fast. */
  private static final long PIECE_BYTES = 32L << 20;

  private static final int FEWEST_ROWS = 64;

  private final ScriptModule program;
  private final PtNDManager manager;
  private final double smoothing;
  private final int pieceRows;

  /**
   * Sums over rows.
   *
   * @param smoothed the loss
   * @param likelihood negative log-likelihood
   */
  public record Sums(double smoothed, double likelihood) {
    /** Both sums with those of other rows. */
    public Sums plus(Sums other) {
      return new Sums(smoothed + other.smoothed, likelihood + other.likelihood);
    }
  }

  /**
   * A loss with its gradient.
   *
   * @param sums its value
   * @param rows its gradient with respect to the rows, (R, D); belongs to the caller's scope
   */
  public record Differentiated(Sums sums, NDArray rows) {}

  /**
   * A loss.
   *
   * @param smoothing ε
   * @param pieceRows rows of a piece; see {@link #pieceRows(long)}
   * @param manager owner of the program
   */
  public VocabularyLoss(double smoothing, int pieceRows, NDManager manager) {
    if (!(smoothing >= 0 && smoothing < 1) || pieceRows < 1) {
      throw new IllegalArgumentException(
          "label smoothing is %s, allowed are 0 to below 1; a piece has %d rows, at least 1 is needed"
              .formatted(smoothing, pieceRows));
    }
    this.smoothing = smoothing;
    this.pieceRows = pieceRows;
    this.manager = (PtNDManager) manager;
    String text =
        ScriptModule.text(VocabularyLoss.class, "vocabulary_loss.torchscript", name -> name);
    program = ScriptModule.compile(text, manager);
  }

  /** Rows of a piece that suit a vocabulary. */
  public static int pieceRows(long vocabulary) {
    return (int) Math.max(FEWEST_ROWS, PIECE_BYTES / Float.BYTES / vocabulary);
  }

  /**
   * The loss without gradients.
   *
   * @param rows states scaled for the head, (R, D)
   * @param labels ids, R of them
   */
  public Sums measure(NDArray rows, OutputHead head, long[] labels) {
    Sums total = new Sums(0, 0);
    for (int from = 0; from < labels.length; from += pieceRows) {
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        List<IValue> arguments = arguments(rows, head, labels, from);
        try (IValue result = program.callRepeatably("measure", arguments.toArray(IValue[]::new))) {
          total = total.plus(sums(result.toTensor(manager)));
        } finally {
          arguments.forEach(IValue::close);
        }
      }
    }
    return total;
  }

  /**
   * The loss and its gradient.
   *
   * @param rows states scaled for the head, (R, D)
   * @param labels ids, R of them
   * @param scale what the sum is multiplied by before it is differentiated
   * @param tableGradient where the gradient of the head's table is added; empty if it is frozen
   */
  public Differentiated differentiate(
      NDArray rows, OutputHead head, long[] labels, double scale, Optional<NDArray> tableGradient) {
    Sums total = new Sums(0, 0);
    NDList pieces = new NDList();
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      for (int from = 0; from < labels.length; from += pieceRows) {
        List<IValue> arguments = arguments(rows, head, labels, from);
        arguments.add(IValue.from(scale));
        arguments.add(list(tableGradient));
        try (IValue result =
            program.callRepeatably("differentiate", arguments.toArray(IValue[]::new))) {
          PtNDArray[] both = result.toTensorArray(manager);
          total = total.plus(sums(both[0]));
          pieces.add(both[1]);
        } finally {
          arguments.forEach(IValue::close);
        }
      }
      return new Differentiated(total, NDArrays.concat(pieces));
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private List<IValue> arguments(NDArray rows, OutputHead head, long[] labels, int from) {
    int to = Math.min(labels.length, from + pieceRows);
    long[] ids = new long[to - from];
    System.arraycopy(labels, from, ids, 0, ids.length);
    PtNDArray piece = JniUtils.slice((PtNDArray) rows, 0, from, to, 1);
    List<IValue> arguments = new ArrayList<>();
    arguments.add(IValue.from(piece));
    arguments.add(IValue.from((PtNDArray) head.table()));
    arguments.add(list(head.bias()));
    arguments.add(IValue.from((PtNDArray) rows.getManager().create(ids, new Shape(ids.length, 1))));
    arguments.add(IValue.from(smoothing));
    return arguments;
  }

  private static IValue list(Optional<NDArray> tensor) {
    return IValue.listFrom(tensor.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  private static Sums sums(NDArray pair) {
    float[] values = pair.toFloatArray();
    return new Sums(values[0], values[1]);
  }
}
