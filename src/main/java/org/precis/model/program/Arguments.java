package org.precis.model.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments of one call of the program, in order. Closing frees those that were made for it; its
 * tensors are left to the scope around. Not thread-safe.
 */
public final class Arguments implements AutoCloseable {
  private final NDManager manager;
  private final List<IValue> all = new ArrayList<>();
  private final List<IValue> made = new ArrayList<>();

  /**
   * No arguments yet.
   *
   * @param manager for the tensors that are made
   */
  public Arguments(NDManager manager) {
    this.manager = manager;
  }

  private Arguments add(IValue value) {
    made.add(value);
    all.add(value);
    return this;
  }

  /** A value that somebody else frees. */
  public Arguments borrowed(IValue value) {
    all.add(value);
    return this;
  }

  /** A tensor of the caller's. */
  public Arguments tensor(NDArray tensor) {
    return add(IValue.from((PtNDArray) tensor));
  }

  /** A tensor of int64 with one axis. */
  public Arguments longs(int[] values) {
    return longs(values, new Shape(values.length));
  }

  /** A tensor of int64. */
  public Arguments longs(int[] values, Shape shape) {
    return tensor(manager.create(Arrays.stream(values).asLongStream().toArray(), shape));
  }

  /** A tensor of fp32. */
  public Arguments floats(float[] values, Shape shape) {
    return tensor(manager.create(values, shape));
  }

  /** A whole number. */
  public Arguments number(long value) {
    return add(IValue.from(value));
  }

  /** A truth value. */
  public Arguments flag(boolean value) {
    return add(IValue.from(value));
  }

  /** The arguments. */
  public IValue[] array() {
    return all.toArray(IValue[]::new);
  }

  @Override
  public void close() {
    made.forEach(IValue::close);
  }
}
