package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import org.precis.nn.script.ScriptModule;

/**
 * Losses between vectors of a student and of a frozen teacher, with their gradients with respect to
 * the student. B = examples, D = width, N = negatives. Thread-safe.
 */
public final class AlignmentLosses {
  private final PtNDManager manager;
  private final ScriptModule program;

  /**
   * A loss with its gradient.
   *
   * @param sum over the examples or rows
   * @param gradient with respect to the student's states, of their shape; belongs to the caller's
   *     scope
   */
  public record Differentiated(double sum, NDArray gradient) {}

  /**
   * Compiles the losses.
   *
   * @param manager owner of the program
   */
  public AlignmentLosses(NDManager manager) {
    this.manager = (PtNDManager) manager;
    program = compile(manager);
  }

  static ScriptModule compile(NDManager manager) {
    String text = ScriptModule.text(AlignmentLosses.class, "alignment.torchscript", name -> name);
    return ScriptModule.compile(text, manager);
  }

  /** Rows divided by their length, (…, D). */
  public NDArray unit(NDArray vectors) {
    IValue argument = tensor(vectors);
    try (argument;
        IValue result = program.callRepeatably("unit", argument)) {
      return result.toTensor(manager);
    }
  }

  /**
   * Equation 5 with cosine similarity: −log of the positive's share. The printed equation sums over
   * the negatives only, so that it may fall below 0; InfoNCE (van den Oord et al. 2018) adds the
   * positive to the sum.
   *
   * @param states the student's vectors, (B, D)
   * @param positives of length 1, (B, D)
   * @param negatives of length 1, (N, D)
   * @param temperature τ
   * @param positiveCounts true for InfoNCE, false for the equation as printed
   * @param scale what the sum is multiplied by before it is differentiated
   */
  public Differentiated contrast(
      NDArray states,
      NDArray positives,
      NDArray negatives,
      double temperature,
      boolean positiveCounts,
      double scale) {
    return call(
        "contrast",
        tensor(states),
        tensor(positives),
        tensor(negatives),
        IValue.from(temperature),
        IValue.from(positiveCounts),
        IValue.from(scale));
  }

  /**
   * Jensen–Shannon divergence between the softmax over the features of two vectors, from 0 to ln 2.
   * The paper's Table 5 does not say what a consistency loss of encoders is; this is our reading.
   *
   * @param states the student's, (B, D)
   * @param taught the teacher's, (B, D)
   * @param scale what the sum is multiplied by before it is differentiated
   */
  public Differentiated divergence(NDArray states, NDArray taught, double scale) {
    return call("vectors", tensor(states), tensor(taught), IValue.from(scale));
  }

  private static IValue tensor(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  private Differentiated call(String method, IValue... arguments) {
    return call(program, manager, method, arguments);
  }

  /** Calls a method of the losses' program and frees its arguments. */
  static Differentiated call(
      ScriptModule program, PtNDManager manager, String method, IValue... arguments) {
    try (IValue result = program.callRepeatably(method, arguments)) {
      PtNDArray[] both = result.toTensorArray(manager);
      return new Differentiated(both[0].getFloat(), both[1]);
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }
}
