package org.precis.model.io.pickle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the values that calls and persistent ids of a state dict stand for. Not thread-safe. */
final class TorchObjects {
  /** storage, offset, sizes, strides, requires_grad, hooks (torch._utils._rebuild_tensor_v2). */
  private static final int TENSOR_ARGUMENTS = 6;

  private final int maxTensors;
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();
  private int tensors;

  TorchObjects(int maxTensors) {
    this.maxTensors = maxTensors;
  }

  /** Every storage named so far. */
  Map<String, TorchStorage> storages() {
    return Collections.unmodifiableMap(storages);
  }

  /** {@code ('storage', type, key, location, elements[, None])}. */
  TorchStorage storage(PickleTuple id) {
    String what = "a persistent id";
    if (!id.get(0, String.class, what).equals("storage")) {
      throw new PickleFormatException(
          "has a persistent id of '%s'; known is 'storage'"
              .formatted(TorchGlobal.printable(id.get(0, String.class, what))));
    }
    boolean view = id.size() == 6 && !id.isNone(5);
    if (view || id.size() < 5 || id.size() > 6) {
      throw new PickleFormatException(
          view
              ? "has a view of a storage in the manner of PyTorch before 0.4; save it again with a newer one"
              : "has a persistent id of %d items; known are 5 and 6".formatted(id.size()));
    }
    TorchStorage storage =
        new TorchStorage(
            id.get(1, TorchGlobal.class, what),
            id.get(2, String.class, what),
            id.get(4, Long.class, what));
    TorchStorage other = storages.putIfAbsent(storage.key(), storage);
    if (other != null && !other.equals(storage)) {
      throw new PickleFormatException(
          "says that storage '%s' is %s and that it is %s"
              .formatted(storage.key(), describe(other), describe(storage)));
    }
    return storage;
  }

  private static String describe(TorchStorage storage) {
    return storage.elements() + " × " + storage.type();
  }

  /** What {@code callee(*arguments)} gives. */
  Object rebuild(TorchGlobal callee, PickleTuple arguments) {
    return switch (callee) {
      case ORDERED_DICT -> {
        if (arguments.size() > 0) {
          throw new PickleFormatException(
              "makes an OrderedDict of something; known is an empty one");
        }
        yield new LinkedHashMap<>();
      }
      case REBUILD_PARAMETER -> arguments.get(0, TorchTensor.class, "a parameter");
      case REBUILD_TENSOR -> tensor(arguments);
      default -> throw new PickleFormatException("calls the storage type " + callee);
    };
  }

  private TorchTensor tensor(PickleTuple arguments) {
    if (++tensors > maxTensors) {
      throw new PickleFormatException("has more than %d tensors".formatted(maxTensors));
    }
    String what = "a tensor";
    if (arguments.size() < TENSOR_ARGUMENTS) {
      throw new PickleFormatException(
          "makes a tensor of %d arguments; needed are %d"
              .formatted(arguments.size(), TENSOR_ARGUMENTS));
    }
    return TorchTensor.of(
        arguments.get(0, TorchStorage.class, what),
        arguments.get(1, Long.class, what),
        arguments.get(2, PickleTuple.class, what).sizes("a shape"),
        arguments.get(3, PickleTuple.class, what).sizes("a tensor's strides"));
  }
}
