package org.precis.model.io.pickle;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor as a view of a storage: the element of indices i lies at {@code offset + Σ i·stride}.
 * Every element lies inside the storage, and there are no more elements than the storage has, so
 * that a view never needs more memory than the file.
 *
 * @param storage where it lies
 * @param offset its first element in the storage
 * @param shape its sizes; none for a scalar
 * @param strides steps from index to index, in elements
 */
public record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
  static final int MAX_DIMENSIONS = 8;

  public TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /**
   * A checked tensor.
   *
   * @throws PickleFormatException if it leaves its storage
   */
  static TorchTensor of(TorchStorage storage, long offset, long[] shape, long[] strides) {
    if (shape.length != strides.length) {
      throw new PickleFormatException(
          "says that a tensor has %d sizes and %d strides".formatted(shape.length, strides.length));
    }
    if (offset < 0) {
      throw new PickleFormatException("says that a tensor begins at element " + offset);
    }
    String what =
        "says that a tensor of shape %s with strides %s from element %d"
            .formatted(Arrays.toString(shape), Arrays.toString(strides), offset);
    boolean empty = Arrays.stream(shape).anyMatch(size -> size == 0);
    try {
      long last = offset;
      long elements = 1;
      for (int i = 0; i < shape.length && !empty; i++) {
        last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        elements = Math.multiplyExact(elements, shape[i]);
      }
      if (!empty && (last >= storage.elements() || elements > storage.elements())) {
        throw new PickleFormatException(
            "%s does not lie in storage '%s', which has %d elements"
                .formatted(what, storage.key(), storage.elements()));
      }
    } catch (ArithmeticException e) {
      throw new PickleFormatException(what + " is larger than any storage");
    }
    return new TorchTensor(storage, offset, boxed(shape), boxed(strides));
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** True if its elements lie one behind the other in row-major order. */
  public boolean isContiguous() {
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != step) {
        return false;
      }
      step *= shape.get(i);
    }
    return true;
  }
}
