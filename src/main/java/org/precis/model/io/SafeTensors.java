package org.precis.model.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;

/**
 * A safetensors file, opened and checked: header length (8 bytes, little endian), header (JSON),
 * data. Files may exceed 2 GB. Tensors are read by position, not through a memory mapping: a
 * mapping would count as resident memory beside the tensors, and take the JVM down if somebody
 * truncated the file. Thread-safe; whoever opened it closes it.
 */
final class SafeTensors implements AutoCloseable {
  /** As in the reference implementation. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, TensorEntry> entries;

  private SafeTensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.entries = Collections.unmodifiableMap(readHeader());
  }

  /**
   * Opens a file and checks all of its header.
   *
   * @throws ModelFormatException if it is absent or breaks a rule of the format
   */
  static SafeTensors open(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      SafeTensors opened = new SafeTensors(file, channel);
      channel = null;
      return opened;
    } catch (NoSuchFileException e) {
      throw new ModelFormatException(file + " is absent", e);
    } catch (IOException e) {
      throw StrictJson.unreadable(file.toString(), e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The reason for giving up is already on its way; a failing close of a reader adds nothing.
        return;
      }
    }
  }

  private Map<String, TensorEntry> readHeader() throws IOException {
    long size = channel.size();
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (size < LENGTH_BYTES) {
      throw new ModelFormatException(
          "%s has %d bytes; a safetensors file has at least %d"
              .formatted(file, size, LENGTH_BYTES + 2));
    }
    readFully(length, 0);
    long headerBytes = length.getLong(0);
    long most = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
    if (headerBytes < 2 || headerBytes > most) {
      throw new ModelFormatException(
          "%s says that its header has %s bytes; allowed are 2 to %d in a file of %d bytes"
              .formatted(file, Long.toUnsignedString(headerBytes), most, size));
    }
    InputStream json = new BufferedInputStream(new RegionStream(headerBytes));
    return SafeTensorsHeader.parse(json, file.toString(), LENGTH_BYTES + headerBytes, size);
  }

  /** The file. */
  Path file() {
    return file;
  }

  /** The tensors by name, in the header's order. */
  Map<String, TensorEntry> entries() {
    return entries;
  }

  /**
   * Reads elements as fp32.
   *
   * @param entry a tensor of floating type of this file
   * @param first index of the first element
   * @param target direct memory of whole floats in native order, filled to its limit
   * @throws ModelFormatException if reading fails
   */
  void read(TensorEntry entry, long first, ByteBuffer target) {
    int width = entry.type().bytes();
    long position = entry.begin() + first * width;
    try {
      if (entry.type() == TensorType.F32 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
        readFully(target, position);
        return;
      }
      FloatBuffer floats = target.asFloatBuffer();
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
      while (floats.hasRemaining()) {
        chunk.clear().limit((int) Math.min(CHUNK_BYTES, (long) floats.remaining() * width));
        readFully(chunk, position);
        position += chunk.limit();
        entry.type().widen(chunk.flip(), floats);
      }
    } catch (IOException e) {
      throw StrictJson.unreadable("%s, tensor '%s'".formatted(file, entry.name()), e);
    }
  }

  private void readFully(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new IOException("the file ended at byte " + at + "; was it changed while open?");
      }
      at += count;
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  /** The header's bytes. */
  private final class RegionStream extends InputStream {
    private final long end;
    private long at = LENGTH_BYTES;

    RegionStream(long bytes) {
      end = LENGTH_BYTES + bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, end - at);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      readFully(ByteBuffer.wrap(target, offset, count), at);
      at += count;
      return count;
    }
  }
}
