package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.precis.model.transformer.Stack;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/** Packs weights, one at a time, and leaves what is packed to a model's manager. */
final class Packer {
  private final ScriptModule program;
  private final String prefix;
  private final PtNDManager owner;

  /**
   * A packer.
   *
   * @param program with the methods {@code packed} and {@code pack} of the stack
   * @param stack in whose products the weights are used
   * @param owner frees what is packed; its device is where weights go
   */
  Packer(ScriptModule program, Stack stack, NDManager owner) {
    this.program = program;
    prefix = stack.name().toLowerCase(Locale.ROOT);
    this.owner = (PtNDManager) owner;
  }

  /** An empty list of packed weights. */
  IValue list() {
    return owned(program.call(prefix + "_packed"));
  }

  /**
   * Adds one packed weight to a list and frees its parts.
   *
   * @param parts (out, in) each, one below the other
   * @param biases (out) each, or none at all
   */
  void pack(IValue list, List<NDArray> parts, List<NDArray> biases) {
    List<NDArray> weights = parts.stream().map(this::onDevice).toList();
    List<NDArray> added = biases.stream().map(this::onDevice).toList();
    try (IValue ws = values(weights);
        IValue bs = values(added)) {
      program.call(prefix + "_pack", list, ws, bs).close();
    } finally {
      weights.forEach(NDArray::close);
      added.forEach(NDArray::close);
    }
  }

  private NDArray onDevice(NDArray tensor) {
    return tensor.toDevice(owner.getDevice(), false);
  }

  /** A tensor that lives as long as the owner. */
  NDArray keep(NDArray tensor, TensorScope scope) {
    return scope.keep(onDevice(tensor), owner);
  }

  /** A list of tensors of the owner's. */
  IValue tensors(List<NDArray> tensors) {
    return owned(values(tensors));
  }

  /** A tensor of the owner's. */
  IValue tensor(NDArray tensor) {
    return owned(IValue.from((PtNDArray) tensor));
  }

  private IValue owned(IValue value) {
    owner.attachInternal(UUID.randomUUID().toString(), value);
    return value;
  }

  private static IValue values(List<NDArray> tensors) {
    return IValue.listFrom(tensors.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }
}
