package org.precis.model.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.model.io.pickle.PickleFormatException;
import org.precis.model.io.pickle.TorchStorage;
import org.precis.model.io.pickle.Unpickler;

/**
 * The zip archive of {@code torch.save}: {@code X/data.pkl} holds the object, {@code X/data/KEY} a
 * storage, {@code X/byteorder} the order of its bytes, for any X (torch/serialization.py).
 */
final class TorchArchive {
  private static final String PICKLE = "/data.pkl";
  private static final String BYTE_ORDER = "/byteorder";

  private TorchArchive() {}

  /**
   * Reads the pickle and finds the storages.
   *
   * @throws ModelFormatException if parts are missing or of another size
   * @throws PickleFormatException if the pickle cannot be used
   */
  static TorchFile.Content read(DataFile file) throws IOException {
    Map<String, StoredZip.Entry> entries = StoredZip.entries(file);
    List<StoredZip.Entry> pickles =
        entries.values().stream()
            .filter(entry -> entry.name().indexOf('/') == entry.name().length() - PICKLE.length())
            .filter(entry -> entry.name().endsWith(PICKLE))
            .toList();
    if (pickles.size() != 1) {
      throw new ModelFormatException(
          "%s has %d entries like archive/data.pkl; a file of torch.save has one"
              .formatted(file.path(), pickles.size()));
    }
    StoredZip.Entry pickle = pickles.get(0);
    String root = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
    checkByteOrder(file, entries.get(root + BYTE_ORDER));
    try (InputStream stream = file.stream(pickle.begin(), pickle.end())) {
      Unpickler unpickler = new Unpickler(stream);
      Object object = unpickler.read();
      if (unpickler.position() != pickle.size()) {
        throw new PickleFormatException(
            "ends at byte %d of %d; nothing may follow"
                .formatted(unpickler.position(), pickle.size()));
      }
      Map<String, Long> begins = new HashMap<>();
      for (TorchStorage storage : unpickler.storages().values()) {
        StoredZip.Entry entry = entries.get(root + "/data/" + storage.key());
        if (entry == null || entry.size() != storage.bytes()) {
          throw new ModelFormatException(
              "%s needs the storage '%s' of %d bytes; it has %s"
                  .formatted(
                      file.path(),
                      storage.key(),
                      storage.bytes(),
                      entry == null ? "none of that name" : "one of " + entry.size()));
        }
        begins.put(storage.key(), entry.begin());
      }
      return new TorchFile.Content(object, begins);
    }
  }

  private static void checkByteOrder(DataFile file, StoredZip.Entry entry) throws IOException {
    if (entry == null) {
      return;
    }
    int length = (int) Math.min(entry.size(), 20);
    String order = StandardCharsets.US_ASCII.decode(file.bytes(entry.begin(), length)).toString();
    if (!order.equals("little")) {
      throw new ModelFormatException(
          "%s has the byte order '%s'; only little is read"
              .formatted(file.path(), order.replaceAll("\\p{Cntrl}", "?")));
    }
  }
}
