package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.precis.model.io.pickle.PickleFormatException;
import org.precis.model.io.pickle.TorchGlobal;
import org.precis.model.io.pickle.TorchStorage;
import org.precis.model.io.pickle.TorchTensor;

/**
 * A state dict that {@code torch.save} wrote: a zip archive (PyTorch from 1.6 on) or the format
 * before. Its pickle is read as data, see {@link org.precis.model.io.pickle}; storages stay in the
 * file until their tensors are read. Thread-safe; whoever opened it closes it.
 */
final class TorchFile implements WeightFile {
  private static final int ZIP_START = 0x04034b50;

  /**
   * What a file holds.
   *
   * @param root the object that was saved
   * @param begins first byte of every storage, by its key
   */
  record Content(Object root, Map<String, Long> begins) {}

  private final DataFile data;
  private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
  private final Set<String> copies = new HashSet<>();
  private final Map<String, TensorEntry> entries;

  private TorchFile(DataFile data) throws IOException {
    this.data = data;
    boolean zip = data.size() >= Integer.BYTES && data.bytes(0, 4).getInt() == ZIP_START;
    Content content = zip ? TorchArchive.read(data) : TorchLegacy.read(data);
    this.entries = Collections.unmodifiableMap(entries(content));
  }

  /**
   * Opens a file and checks everything but the values of its weights.
   *
   * @throws ModelFormatException if it is absent or no state dict
   */
  static TorchFile open(Path file) {
    DataFile data = DataFile.open(file);
    boolean opened = false;
    try {
      TorchFile tensors = new TorchFile(data);
      opened = true;
      return tensors;
    } catch (IOException e) {
      throw StrictJson.unreadable(file.toString(), e);
    } catch (PickleFormatException e) {
      throw new ModelFormatException(
          "%s cannot be used: its pickle %s".formatted(file, e.getMessage()), e);
    } finally {
      if (!opened) {
        data.close();
      }
    }
  }

  private Map<String, TensorEntry> entries(Content content) {
    if (!(content.root() instanceof Map<?, ?> dict)) {
      throw new ModelFormatException(file() + " holds no dict of tensors; save model.state_dict()");
    }
    Map<String, TensorEntry> found = new LinkedHashMap<>();
    Set<TorchTensor> distinct = new HashSet<>();
    dict.forEach(
        (key, value) -> {
          if (!(key instanceof String name) || !(value instanceof TorchTensor tensor)) {
            String shown = String.valueOf(key);
            throw new ModelFormatException(
                "%s holds '%s', which is no tensor; save model.state_dict() alone"
                    .formatted(
                        file(), shown.length() > 100 ? shown.substring(0, 100) + "…" : shown));
          }
          if (!distinct.add(tensor)) {
            copies.add(name);
          }
          tensors.put(name, tensor);
          found.put(name, entry(name, tensor, content.begins()));
        });
    return found;
  }

  private static TensorEntry entry(String name, TorchTensor tensor, Map<String, Long> begins) {
    TorchStorage storage = tensor.storage();
    TensorType type = type(storage.type());
    long[] sizes = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    long begin = begins.get(storage.key());
    return new TensorEntry(
        name,
        type,
        new Shape(sizes),
        begin + tensor.offset() * type.bytes(),
        begin + storage.bytes());
  }

  private static TensorType type(TorchGlobal storage) {
    return switch (storage) {
      case DOUBLE -> TensorType.F64;
      case FLOAT -> TensorType.F32;
      case HALF -> TensorType.F16;
      case BFLOAT16 -> TensorType.BF16;
      case LONG -> TensorType.I64;
      case INT -> TensorType.I32;
      case SHORT -> TensorType.I16;
      case CHAR -> TensorType.I8;
      case BYTE -> TensorType.U8;
      case BOOL -> TensorType.BOOL;
      default -> throw new IllegalArgumentException(storage + " is no storage");
    };
  }

  @Override
  public Path file() {
    return data.path();
  }

  @Override
  public Map<String, TensorEntry> entries() {
    return entries;
  }

  @Override
  public Set<String> copies() {
    return Collections.unmodifiableSet(copies);
  }

  @Override
  public void read(TensorEntry entry, long first, ByteBuffer target) {
    TorchTensor tensor = tensors.get(entry.name());
    try {
      if (tensor.isContiguous()) {
        data.readFloats(entry.type(), entry.begin() + first * entry.type().bytes(), target);
      } else if (target.hasRemaining()) {
        new StridedReader(data, entry.type(), entry.begin(), tensor.shape(), tensor.strides())
            .read(first, target.asFloatBuffer());
      }
    } catch (IOException e) {
      throw StrictJson.unreadable("%s, tensor '%s'".formatted(file(), entry.name()), e);
    }
  }

  @Override
  public void close() {
    data.close();
  }
}
