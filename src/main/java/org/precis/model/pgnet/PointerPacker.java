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

  /** Both directions, attention's features, and the decoder's first state. */
  IValue encoder() {
    IValue list = packer.list();
    List<String> directions = List.of("", PointerNames.REVERSE);
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      packer.pack(
          list,
          directions.stream().map(end -> read(PointerNames.ENCODER + INPUT + end)).toList(),
          directions.stream().map(end -> biases(PointerNames.ENCODER, end)).toList());
      for (String end : directions) {
        packer.pack(list, List.of(read(PointerNames.ENCODER + STATE + end)), List.of());
      }
    }
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
      packer.pack(
          list, List.of(words.concat(states, 1)), List.of(biases(PointerNames.DECODER, "")));
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
        Stream.of(PointerNames.COVERAGE, PointerNames.SCORE).map(this::vector).toList());
  }

  private NDArray vector(String name) {
    try (TensorScope scope = TensorScope.open()) {
      return packer.keep(read(name).flatten(), scope);
    }
  }

  private void linear(IValue list, String weight, String... bias) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      packer.pack(list, List.of(read(weight)), Stream.of(bias).map(this::read).toList());
    }
  }

  /** PyTorch's two biases of an LSTM, which are only ever added. */
  private NDArray biases(String prefix, String suffix) {
    return read(prefix + ".bias_ih_l0" + suffix).add(read(prefix + ".bias_hh_l0" + suffix));
  }

  private NDArray read(String name) {
    return source.read(name, manager);
  }
}
