package org.precis.model.counter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.precis.nn.Linear;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;

/**
 * UOTSumm's module that assigns sentence counts: the mean of the encoder's states over a section,
 * made narrow; an LSTM over the sections of the document, in both directions; a number for each.
 * Thread-safe and differentiable; the weights belong to the caller.
 *
 * <p>M = sections, D = width of the encoder's states, N = narrow width, H = width of the LSTM in
 * one direction. Weights are named as in PyTorch's modules.
 */
public final class CounterNetwork {
  private static final String NARROW = "narrow.weight";
  private static final String NARROW_BIAS = "narrow.bias";
  private static final String OUTPUT = "output.weight";
  private static final String OUTPUT_BIAS = "output.bias";
  private static final String HIDDEN = "lstm.weight_hh_l0";
  private static final List<String> LSTM =
      List.of(
          "lstm.weight_ih_l0",
          HIDDEN,
          "lstm.bias_ih_l0",
          "lstm.bias_hh_l0",
          "lstm.weight_ih_l0_reverse",
          "lstm.weight_hh_l0_reverse",
          "lstm.bias_ih_l0_reverse",
          "lstm.bias_hh_l0_reverse");
  private static final int GATES = 4;

  private final CounterConfig config;
  private final NamedTensors weights;

  /**
   * A counter.
   *
   * @param weights with the names and shapes of {@link #shapes}
   */
  public CounterNetwork(CounterConfig config, NamedTensors weights) {
    this.config = config;
    this.weights = weights;
  }

  /**
   * Names and shapes of the weights.
   *
   * @param states D
   * @param narrow N
   * @param hidden H
   */
  public static Map<String, Shape> shapes(long states, long narrow, long hidden) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(NARROW, new Shape(narrow, states));
    shapes.put(NARROW_BIAS, new Shape(narrow));
    for (String name : LSTM) {
      long rows = GATES * hidden;
      shapes.put(
          name,
          name.contains("bias")
              ? new Shape(rows)
              : new Shape(rows, name.contains("_ih") ? narrow : hidden));
    }
    shapes.put(OUTPUT, new Shape(1, 2 * hidden));
    shapes.put(OUTPUT_BIAS, new Shape(1));
    return shapes;
  }

  /** What it says. */
  public CounterConfig config() {
    return config;
  }

  /** The weights by name. */
  public NamedTensors weights() {
    return weights;
  }

  /** D. */
  public long width() {
    return weights.get(NARROW).getShape().get(1);
  }

  /**
   * {@link #scores(NDArray)} of plain values, without gradients.
   *
   * @param means of the encoder's states over each section, M of them
   * @param manager owner of what is computed, until it is done
   * @return z, M numbers
   */
  public double[] scores(float[][] means, NDManager manager) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      float[] scores = scores(manager.create(means)).toFloatArray();
      return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
    }
  }

  /**
   * Scores of the sections of one document; {@link CountActivation} makes counts of them.
   *
   * @param means of the encoder's states over each section, (M, D)
   * @return z, (M)
   */
  public NDArray scores(NDArray means) {
    long sections = means.getShape().get(0);
    NDManager manager = means.getManager();
    NDArray narrow = Linear.apply(means, weights.get(NARROW), weights.get(NARROW_BIAS)).tanh();
    long hidden = weights.get(HIDDEN).getShape().get(1);
    NDList start =
        new NDList(manager.zeros(new Shape(2, 1, hidden)), manager.zeros(new Shape(2, 1, hidden)));
    NDList lstm = new NDList(LSTM.stream().map(weights::get).toList());
    NDArray states =
        JniUtils.lstm((PtNDArray) narrow.expandDims(0), start, lstm, true, 1, 0, false, true, true)
            .get(0); // (1, M, 2H)
    return Linear.apply(
            states.reshape(sections, 2 * hidden), weights.get(OUTPUT), weights.get(OUTPUT_BIAS))
        .reshape(sections);
  }
}
