package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
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
import org.precis.nn.ProductPrecision;
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
  private static final int HALF_FACTOR = 4;

  private final ScriptModule program;
  private final PtNDManager manager;
  private final double smoothing;
  private final int pieceRows;
  private final ProductPrecision precision;

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

  /** A loss with exact products. */
  public VocabularyLoss(double smoothing, int pieceRows, NDManager manager) {
    this(smoothing, pieceRows, ProductPrecision.FP32, manager);
  }

  /**
   * A loss.
   *
   * @param smoothing ε
   * @param pieceRows rows of a piece; see {@link #pieceRows}
   * @param precision of products when gradients are computed
   * @param manager owner of the program
   */
  public VocabularyLoss(
      double smoothing, int pieceRows, ProductPrecision precision, NDManager manager) {
    if (!(smoothing >= 0 && smoothing < 1) || pieceRows < 1) {
      throw new IllegalArgumentException(
          "label smoothing is %s, allowed are 0 to below 1; a piece has %d rows, at least 1 is needed"
              .formatted(smoothing, pieceRows));
    }
    this.smoothing = smoothing;
    this.pieceRows = pieceRows;
    this.precision = precision;
    this.manager = (PtNDManager) manager;
    String text =
        ScriptModule.text(VocabularyLoss.class, "vocabulary_loss.torchscript", name -> name);
    program = ScriptModule.compile(text, manager);
  }

  /** {@link #pieceRows(long, ProductPrecision)} with exact products. */
  public static int pieceRows(long vocabulary) {
    return pieceRows(vocabulary, ProductPrecision.FP32);
  }

  /**
   * Rows of a piece that suit a vocabulary.
   *
   * @param precision of products: halves are so fast that adding up the table's gradient counts,
   *     which is done once a piece
   */
  public static int pieceRows(long vocabulary, ProductPrecision precision) {
    int rows = (int) Math.max(FEWEST_ROWS, PIECE_BYTES / Float.BYTES / vocabulary);
    return precision.isHalf() ? HALF_FACTOR * rows : rows;
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
        int to = Math.min(labels.length, from + pieceRows);
        List<IValue> arguments = arguments(rows, head, labels, from, to);
        arguments.add(IValue.from(smoothing));
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
   * −log p of every label, without smoothing and gradients.
   *
   * @param rows states scaled for the head, (R, D)
   * @param labels ids, R of them
   * @return R numbers
   */
  public float[] likelihoods(NDArray rows, OutputHead head, long[] labels) {
    float[] all = new float[labels.length];
    for (int from = 0; from < labels.length; from += pieceRows) {
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(labels.length, from + pieceRows);
        List<IValue> arguments = arguments(rows, head, labels, from, to);
        try (IValue result =
            program.callRepeatably("likelihoods", arguments.toArray(IValue[]::new))) {
          float[] piece = result.toTensor(manager).toFloatArray();
          System.arraycopy(piece, 0, all, from, piece.length);
        } finally {
          arguments.forEach(IValue::close);
        }
      }
    }
    return all;
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
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    List<IValue> arguments = arguments(rows, head, labels, 0, labels.length);
    try {
      arguments.add(IValue.from(smoothing));
      arguments.add(IValue.from(scale));
      arguments.add(list(tableGradient));
      arguments.add(IValue.from((long) precision.code()));
      arguments.add(IValue.listFrom(ends(labels.length)));
      try (IValue result = program.callRepeatably("pieces", arguments.toArray(IValue[]::new))) {
        PtNDArray[] both = result.toTensorArray(manager);
        float[] sums = both[0].toFloatArray();
        Sums total = new Sums(0, 0);
        for (int i = 0; i < sums.length; i += 2) {
          total = total.plus(new Sums(sums[i], sums[i + 1]));
        }
        return new Differentiated(total, both[1]);
      }
    } finally {
      arguments.forEach(IValue::close);
      JniUtils.setGradMode(recording);
    }
  }

  /** The row after the last one of each piece. */
  private long[] ends(int rows) {
    long[] ends = new long[(rows + pieceRows - 1) / pieceRows];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = Math.min(rows, (i + 1L) * pieceRows);
    }
    return ends;
  }

  private static List<IValue> arguments(
      NDArray rows, OutputHead head, long[] labels, int from, int to) {
    long[] ids = new long[to - from];
    System.arraycopy(labels, from, ids, 0, ids.length);
    PtNDArray piece = JniUtils.slice((PtNDArray) rows, 0, from, to, 1);
    List<IValue> arguments = new ArrayList<>();
    arguments.add(IValue.from(piece));
    arguments.add(IValue.from((PtNDArray) head.table()));
    arguments.add(list(head.bias()));
    arguments.add(IValue.from((PtNDArray) rows.getManager().create(ids, new Shape(ids.length, 1))));
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
