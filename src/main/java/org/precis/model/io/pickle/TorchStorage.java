package org.precis.model.io.pickle;

/**
 * A storage that tensors lie in.
 *
 * @param type type of its elements, one of the storages
 * @param key its name in the file
 * @param elements how many it has
 */
public record TorchStorage(TorchGlobal type, String key, long elements) {
  private static final String KEY = "[0-9A-Za-z_]{1,100}";

  public TorchStorage {
    if (!type.isStorage()) {
      throw new PickleFormatException("says that a storage has the type " + type);
    }
    if (!key.matches(KEY)) {
      throw new PickleFormatException(
          "says that a storage is called '%s'; allowed are letters, digits and _"
              .formatted(TorchGlobal.printable(key)));
    }
    if (elements < 0 || elements > Long.MAX_VALUE / Long.BYTES) {
      throw new PickleFormatException(
          "says that storage '%s' has %d elements".formatted(key, elements));
    }
  }

  /** Its size in bytes. */
  public long bytes() {
    return elements * type.elementBytes();
  }
}
