package org.precis.model.io.pickle;

import java.util.List;

/**
 * A tuple. Its items may be any value of a pickle; comparing or printing tuples is left alone, as a
 * hostile one may be nested without end.
 */
final class PickleTuple {
  private final List<Object> items;

  PickleTuple(List<Object> items) {
    this.items = List.copyOf(items);
  }

  int size() {
    return items.size();
  }

  /** True if an item, which must be there, is Python's None. */
  boolean isNone(int index) {
    return items.get(index) == None.NONE;
  }

  /** An item that must be of a type. */
  <T> T get(int index, Class<T> type, String what) {
    if (index < items.size() && type.isInstance(items.get(index))) {
      return type.cast(items.get(index));
    }
    throw new PickleFormatException(
        "says that %s has %s as item %d of %d; needed is a %s"
            .formatted(
                what,
                index < items.size() ? items.get(index).getClass().getSimpleName() : "nothing",
                index,
                items.size(),
                type.getSimpleName()));
  }

  /** The items, which must be whole numbers from 0, at most as many as a tensor has dimensions. */
  long[] sizes(String what) {
    if (items.size() > TorchTensor.MAX_DIMENSIONS) {
      throw new PickleFormatException(
          "says that %s has %d items; allowed are %d"
              .formatted(what, items.size(), TorchTensor.MAX_DIMENSIONS));
    }
    long[] sizes = new long[items.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = get(i, Long.class, what);
      if (sizes[i] < 0) {
        throw new PickleFormatException(
            "says that %s has %d at place %d; none may be negative".formatted(what, sizes[i], i));
      }
    }
    return sizes;
  }
}
