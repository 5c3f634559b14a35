package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.precis.model.pgnet.PointerNames;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;
import org.precis.train.optim.Parameters;

/**
 * −log P of words under the mixture of vocabulary and source, with its gradient. Only the
 * probability of the word itself is needed, so no extended distribution is made, and logits exist
 * for a piece of rows at a time, as in {@link VocabularyLoss}. N = words, H = hidden width, V =
 * vocabulary.
 */
public final class PointerLoss {
  private final ScriptModule program;
  private final PtNDManager manager;
  private final NDArray table;
  private final NDArray bias;
  private final int pieceRows;

  /**
   * Sums over words.
   *
   * @param likelihood negative log-likelihood
   * @param repetition Σ min(a, c)
   */
  public record Sums(double likelihood, double repetition) {
    /** Both sums with those of other words. */
    public Sums plus(Sums other) {
      return new Sums(likelihood + other.likelihood, repetition + other.repetition);
    }
  }

  /**
   * A loss with its gradient.
   *
   * @param sums its parts
   * @param values its gradient with respect to {@link PointerRows#values}, (N, H + 3)
   */
  public record Differentiated(Sums sums, NDArray values) {}

  /**
   * A loss.
   *
   * @param pieceRows rows of a piece; see {@link VocabularyLoss#pieceRows}
   * @param manager owner of the program
   */
  public PointerLoss(PointerNetwork network, int pieceRows, NDManager manager) {
    this.pieceRows = pieceRows;
    this.manager = (PtNDManager) manager;
    table = network.weights().get(PointerNames.OUTPUT_WEIGHT);
    bias = network.weights().get(PointerNames.OUTPUT_BIAS);
    String text = ScriptModule.text(PointerLoss.class, "pointer_loss.torchscript", name -> name);
    program = ScriptModule.compile(text, manager);
  }

  /** −log P of every word, without gradients; N numbers. */
  float[] likelihoods(PointerRows rows) {
    float[] all = new float[rows.targets().labels().length];
    for (int from = 0; from < all.length; from += pieceRows) {
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(all.length, from + pieceRows);
        List<IValue> arguments = arguments(rows, from, to);
        float[] piece = call("likelihoods", arguments).get(0).toFloatArray();
        System.arraycopy(piece, 0, all, from, piece.length);
      }
    }
    return all;
  }

  /**
   * The loss and its gradient.
   *
   * @param coverage λ, weight of repetition
   * @param scale what the sum is multiplied by before it is differentiated
   * @param parameters where the gradients of the vocabulary's projection are added
   */
  public Differentiated differentiate(
      PointerRows rows, double coverage, double scale, Parameters parameters) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      Sums total = new Sums(0, 0);
      List<PtNDArray> slopes = new ArrayList<>();
      int count = rows.targets().labels().length;
      for (int from = 0; from < count; from += pieceRows) {
        List<IValue> arguments = arguments(rows, from, Math.min(count, from + pieceRows));
        arguments.add(IValue.from(coverage));
        arguments.add(IValue.from(scale));
        arguments.add(list(parameters.find(PointerNames.OUTPUT_WEIGHT)));
        arguments.add(list(parameters.find(PointerNames.OUTPUT_BIAS)));
        List<PtNDArray> found = call("differentiate", arguments);
        float[] sums = found.get(0).toFloatArray();
        total = total.plus(new Sums(sums[0], sums[1]));
        slopes.add(found.get(1));
      }
      return new Differentiated(total, JniUtils.cat(slopes.toArray(PtNDArray[]::new), 0));
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private List<PtNDArray> call(String method, List<IValue> arguments) {
    try (IValue result = program.callRepeatably(method, arguments.toArray(IValue[]::new))) {
      return List.of(result.toTensorArray(manager));
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  private List<IValue> arguments(PointerRows rows, int from, int to) {
    Shape column = new Shape(to - from, 1);
    long[] labels = Arrays.copyOfRange(rows.targets().labels(), from, to);
    float[] listed = Arrays.copyOfRange(rows.targets().listed(), from, to);
    List<IValue> arguments = new ArrayList<>();
    arguments.add(IValue.from(JniUtils.slice((PtNDArray) rows.values(), 0, from, to, 1)));
    arguments.add(IValue.from((PtNDArray) table));
    arguments.add(IValue.from((PtNDArray) bias));
    arguments.add(IValue.from((PtNDArray) manager.create(labels, column)));
    arguments.add(IValue.from((PtNDArray) manager.create(listed, column)));
    return arguments;
  }

  private static IValue list(Optional<NDArray> tensor) {
    return IValue.listFrom(tensor.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }
}
