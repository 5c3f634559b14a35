package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * One layer of long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates) in
 * PyTorch's layout: gates in the order input, forget, cell, output. One native call computes all
 * positions. B = sequences, T = positions, E = width of inputs, H = width of the state.
 *
 * @param inputWeight (4·H, E)
 * @param stateWeight (4·H, H)
 * @param inputBias (4·H)
 * @param stateBias (4·H)
 */
public record Lstm(NDArray inputWeight, NDArray stateWeight, NDArray inputBias, NDArray stateBias) {

  /** The layer whose tensors are named as in PyTorch: {@code prefix.weight_ih_l0} and so on. */
  public static Lstm of(NamedTensors weights, String prefix, String suffix) {
    return new Lstm(
        weights.get(prefix + ".weight_ih_l0" + suffix),
        weights.get(prefix + ".weight_hh_l0" + suffix),
        weights.get(prefix + ".bias_ih_l0" + suffix),
        weights.get(prefix + ".bias_hh_l0" + suffix));
  }

  /**
   * What came of a run.
   *
   * @param outputs the state after each position, (B, T, H)
   * @param state the last of them, (B, H)
   * @param cell the memory after the last position, (B, H)
   */
  public record Result(NDArray outputs, NDArray state, NDArray cell) {}

  /**
   * Reads sequences.
   *
   * @param inputs (B, T, E)
   * @param state before the first position, (B, H)
   * @param cell memory before it, (B, H)
   */
  public Result apply(NDArray inputs, NDArray state, NDArray cell) {
    NDList found =
        JniUtils.lstm(
            (PtNDArray) inputs,
            new NDList(state.expandDims(0), cell.expandDims(0)),
            new NDList(inputWeight, stateWeight, inputBias, stateBias),
            true,
            1,
            0,
            JniUtils.isGradMode(),
            false,
            true);
    return new Result(found.get(0), found.get(1).squeeze(0), found.get(2).squeeze(0));
  }
}
