package org.precis.model.io;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.model.io.pickle.PickleFormatException;
import org.precis.model.io.pickle.TorchStorage;
import org.precis.model.io.pickle.Unpickler;

/**
 * The format of {@code torch.save} before PyTorch 1.6 (torch/serialization.py, _legacy_save): five
 * pickles (a magic number, a version, facts about the writing machine, the object, the storages'
 * keys), then each storage's number of elements (8 bytes) and its data, in the order of the keys.
 */
final class TorchLegacy {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private TorchLegacy() {}

  /**
   * Reads the pickles and finds the storages.
   *
   * @throws ModelFormatException if it is another format, or parts are missing
   * @throws PickleFormatException if a pickle cannot be used
   */
  static TorchFile.Content read(DataFile file) throws IOException {
    // The first byte of every pickle of protocol 2 and above.
    if (file.size() == 0 || file.bytes(0, 1).get() != (byte) 0x80) {
      throw new ModelFormatException(
          file.path()
              + " is no file of torch.save: it begins neither like a zip nor like a pickle");
    }
    try (InputStream stream = file.stream(0, file.size())) {
      Unpickler unpickler = new Unpickler(stream);
      Object magic = unpickler.read();
      Object version = unpickler.read();
      if (!MAGIC.equals(magic) || !Long.valueOf(VERSION).equals(version)) {
        throw new ModelFormatException(
            file.path() + " holds a pickle, but none that torch.save wrote");
      }
      if (!(unpickler.read() instanceof Map<?, ?> machine)
          || !Boolean.TRUE.equals(machine.get("little_endian"))) {
        throw new ModelFormatException(
            file.path() + " was not written on a little-endian machine; only such files are read");
      }
      Object root = unpickler.read();
      if (!(unpickler.read() instanceof List<?> keys)) {
        throw new PickleFormatException("lacks its list of storages");
      }
      return new TorchFile.Content(
          root, begins(file, keys, unpickler.storages(), unpickler.position()));
    }
  }

  private static Map<String, Long> begins(
      DataFile file, List<?> keys, Map<String, TorchStorage> storages, long start)
      throws IOException {
    Map<String, Long> begins = new HashMap<>();
    long at = start;
    for (Object key : keys) {
      TorchStorage storage = key instanceof String text ? storages.get(text) : null;
      if (storage == null || begins.containsKey(storage.key())) {
        throw new PickleFormatException("lists a storage twice, or one that no tensor lies in");
      }
      if (Long.BYTES > file.size() - at || storage.bytes() > file.size() - at - Long.BYTES) {
        throw new ModelFormatException(
            "%s ends at byte %d, inside storage '%s', which needs %d bytes; was the download cut off?"
                .formatted(file.path(), file.size(), storage.key(), storage.bytes()));
      }
      ByteBuffer count = file.bytes(at, Long.BYTES);
      if (count.getLong(0) != storage.elements()) {
        throw new ModelFormatException(
            "%s says that storage '%s' has %d elements and that it has %d"
                .formatted(file.path(), storage.key(), storage.elements(), count.getLong(0)));
      }
      begins.put(storage.key(), at + Long.BYTES);
      at += Long.BYTES + storage.bytes();
    }
    if (begins.size() < storages.size()) {
      throw new PickleFormatException(
          "lists %d storages of %d".formatted(begins.size(), storages.size()));
    }
    if (at != file.size()) {
      throw new ModelFormatException(
          "%s has %d bytes after its last storage; nothing may follow"
              .formatted(file.path(), file.size() - at));
    }
    return begins;
  }
}
