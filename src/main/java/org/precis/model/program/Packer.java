package org.precis.model.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.UUID;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/** Packs weights, one at a time, and leaves what is packed to a model's manager. */
public final class Packer {
  private final ScriptModule program;
  private final String prefix;
  private final PtNDManager owner;

  private Packer(ScriptModule program, String prefix, NDManager owner) {
    this.program = program;
    this.prefix = prefix;
    this.owner = (PtNDManager) owner;
  }

  /**
   * A packer for products in steps of decoding, which the program calls {@code linear}.
   *
   * @param program one of {@link ServingProgram}
   * @param owner frees what is packed; its device is where weights go
   */
  public static Packer ofSteps(ScriptModule program, NDManager owner) {
    return new Packer(program, ServingProgram.STEP, owner);
  }

  /**
   * A packer for products with all rows of a source, which the program calls {@code source_linear}.
   *
   * @param program one of {@link ServingProgram}
   * @param owner frees what is packed; its device is where weights go
   */
  public static Packer ofSources(ScriptModule program, NDManager owner) {
    return new Packer(program, ServingProgram.SOURCE, owner);
  }

  /** An empty list of packed weights. */
  public IValue list() {
    return owned(program.call(prefix + "packed"));
  }

  /**
   * Adds one packed weight to a list and frees its parts.
   *
   * @param parts (out, in) each, one below the other
   * @param biases (out) each, or none at all
   */
  public void pack(IValue list, List<NDArray> parts, List<NDArray> biases) {
    List<NDArray> weights = parts.stream().map(this::onDevice).toList();
    List<NDArray> added = biases.stream().map(this::onDevice).toList();
    try (IValue ws = values(weights);
        IValue bs = values(added)) {
      program.call(prefix + "pack", list, ws, bs).close();
    } finally {
      weights.forEach(NDArray::close);
      added.forEach(NDArray::close);
    }
  }

  private NDArray onDevice(NDArray tensor) {
    return tensor.toDevice(owner.getDevice(), false);
  }

  /** A tensor that lives as long as the owner. */
  public NDArray keep(NDArray tensor, TensorScope scope) {
    return scope.keep(onDevice(tensor), owner);
  }

  /** A list of tensors of the owner's. */
  public IValue tensors(List<NDArray> tensors) {
    return owned(values(tensors));
  }

  /** A tensor of the owner's. */
  public IValue tensor(NDArray tensor) {
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
