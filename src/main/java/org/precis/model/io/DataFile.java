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

/**
 * A file of weights, read by position. Thread-safe; whoever opened it closes it.
 *
 * <p>Not through a memory mapping where it can be helped: a mapping would count as resident memory
 * beside the tensors, and accesses would fail in odd ways if somebody truncated the file.
 */
final class DataFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final long size;

  private DataFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @throws ModelFormatException if it is absent or cannot be read
   */
  static DataFile open(Path path) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      DataFile opened = new DataFile(path, channel, channel.size());
      channel = null;
      return opened;
    } catch (NoSuchFileException e) {
      throw new ModelFormatException(path + " is absent", e);
    } catch (IOException e) {
      throw StrictJson.unreadable(path.toString(), e);
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

  Path path() {
    return path;
  }

  /** Its bytes when it was opened. */
  long size() {
    return size;
  }

  /** Fills a buffer to its limit. */
  void readFully(ByteBuffer target, long position) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new IOException("the file ended at byte " + at + "; was it changed while open?");
      }
      at += count;
    }
  }

  /** Little-endian bytes of a place, ready to be taken. */
  ByteBuffer bytes(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    readFully(bytes, position);
    return bytes.flip();
  }

  /**
   * Reads elements that lie one behind the other as fp32.
   *
   * @param target direct memory of whole floats in native order, filled to its limit
   */
  void readFloats(TensorType type, long position, ByteBuffer target) throws IOException {
    if (type == TensorType.F32 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      readFully(target, position);
      return;
    }
    FloatBuffer floats = target.asFloatBuffer();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    long at = position;
    while (floats.hasRemaining()) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, (long) floats.remaining() * type.bytes()));
      readFully(chunk, at);
      at += chunk.limit();
      type.widen(chunk.flip(), floats);
    }
  }

  /** Maps bytes for reading in leaps; at most 2³¹ − 1 of them. */
  ByteBuffer map(long begin, long length) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, begin, length);
  }

  /** The bytes of a region, buffered. */
  InputStream stream(long begin, long end) {
    return new BufferedInputStream(new Region(begin, end));
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private final class Region extends InputStream {
    private final long end;
    private long at;

    Region(long begin, long end) {
      this.at = begin;
      this.end = end;
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
