package org.precis.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, opened and checked: header length (8 bytes, little endian), header (JSON),
 * data. Files may exceed 2 GB. Thread-safe; whoever opened it closes it.
 */
final class SafeTensors implements WeightFile {
  /** As in the reference implementation. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = Long.BYTES;

  private final DataFile data;
  private final Map<String, TensorEntry> entries;

  private SafeTensors(DataFile data) throws IOException {
    this.data = data;
    this.entries = Collections.unmodifiableMap(readHeader());
  }

  /**
   * Opens a file and checks all of its header.
   *
   * @throws ModelFormatException if it is absent or breaks a rule of the format
   */
  static SafeTensors open(Path file) {
    DataFile data = DataFile.open(file);
    boolean opened = false;
    try {
      SafeTensors tensors = new SafeTensors(data);
      opened = true;
      return tensors;
    } catch (IOException e) {
      throw StrictJson.unreadable(file.toString(), e);
    } finally {
      if (!opened) {
        data.close();
      }
    }
  }

  private Map<String, TensorEntry> readHeader() throws IOException {
    long size = data.size();
    if (size < LENGTH_BYTES) {
      throw new ModelFormatException(
          "%s has %d bytes; a safetensors file has at least %d"
              .formatted(file(), size, LENGTH_BYTES + 2));
    }
    long headerBytes = data.bytes(0, LENGTH_BYTES).getLong(0);
    long most = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
    if (headerBytes < 2 || headerBytes > most) {
      throw new ModelFormatException(
          "%s says that its header has %s bytes; allowed are 2 to %d in a file of %d bytes"
              .formatted(file(), Long.toUnsignedString(headerBytes), most, size));
    }
    long dataStart = LENGTH_BYTES + headerBytes;
    return SafeTensorsHeader.parse(
        data.stream(LENGTH_BYTES, dataStart), file().toString(), dataStart, size);
  }

  @Override
  public Path file() {
    return data.path();
  }

  @Override
  public Map<String, TensorEntry> entries() {
    return entries;
  }

  /** None: tensors of this format have no bytes in common. */
  @Override
  public Set<String> copies() {
    return Set.of();
  }

  @Override
  public void read(TensorEntry entry, long first, ByteBuffer target) {
    try {
      data.readFloats(entry.type(), entry.begin() + first * entry.type().bytes(), target);
    } catch (IOException e) {
      throw StrictJson.unreadable("%s, tensor '%s'".formatted(file(), entry.name()), e);
    }
  }

  @Override
  public void close() {
    data.close();
  }
}
