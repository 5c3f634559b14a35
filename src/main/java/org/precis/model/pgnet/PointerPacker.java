package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.Stream;
import org.precis.model.family.WeightSource;
import org.precis.model.program.Packer;
import org.precis.nn.TensorScope;

/**
 * Packs a pointer-generator network for its program, which says what lies in which list.
 *
 * @param packer leaves what is packed to the manager
 * @param source where weights are read
 * @param manager owner of what is kept
 */
record PointerPacker(Packer packer, WeightSource source, NDManager manager) {
  private static final String INPUT = ".weight_ih_l0";
  private static final String STATE = ".weight_hh_l0";
  private static final String INPUT_BIAS = ".bias_ih_l0";
  private static final String STATE_BIAS = ".bias_hh_l0";

  /**
   * A direction of the encoder's LSTM, in fp32.
   *
   * @param suffix of its tensors' names
   */
  IValue direction(String suffix) {
    return packer.tensors(
        Stream.of(INPUT, STATE, INPUT_BIAS, STATE_BIAS)
            .map(name -> kept(PointerNames.ENCODER + name + suffix))
            .toList());
  }

  /** Attention's features, and the decoder's first state. */
  IValue encoder() {
    IValue list = packer.list();
    linear(list, PointerNames.SOURCE);
    linear(list, PointerNames.START_WEIGHT, PointerNames.START_BIAS);
    return list;
  }

  /** The cell, over the word and the state side by side, and all that follows it. */
  IValue decoder() {
    IValue list = packer.list();
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      NDArray words = read(PointerNames.DECODER + INPUT);
      NDArray states = read(PointerNames.DECODER + STATE);
      // PyTorch has two biases, which are only ever added.
      NDArray bias =
          read(PointerNames.DECODER + INPUT_BIAS).add(read(PointerNames.DECODER + STATE_BIAS));
      packer.pack(list, List.of(words.concat(states, 1)), List.of(bias));
    }
    linear(list, PointerNames.STATE_WEIGHT, PointerNames.STATE_BIAS);
    linear(list, PointerNames.HIDDEN_WEIGHT, PointerNames.HIDDEN_BIAS);
    linear(list, PointerNames.GATE_WEIGHT, PointerNames.GATE_BIAS);
    linear(list, PointerNames.OUTPUT_WEIGHT, PointerNames.OUTPUT_BIAS);
    return list;
  }

  /** Of coverage and of attention's score, in fp32. */
  IValue vectors() {
    return packer.tensors(
        Stream.of(PointerNames.COVERAGE, PointerNames.SCORE).map(this::kept).toList());
  }

  /** A tensor as it is; one of a single row without that axis. */
  private NDArray kept(String name) {
    try (TensorScope scope = TensorScope.open()) {
      NDArray tensor = read(name);
      return packer.keep(tensor.getShape().get(0) == 1 ? tensor.flatten() : tensor, scope);
    }
  }

  private void linear(IValue list, String weight, String... bias) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      packer.pack(list, List.of(read(weight)), Stream.of(bias).map(this::read).toList());
    }
  }

  private NDArray read(String name) {
    return source.read(name, manager);
  }
}
