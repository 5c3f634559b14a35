package org.precis.train.across;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rows of numbers by the hash of what they were computed from, in a file that only grows. Each
 * record: key (16 bytes), number of rows, checksum (ints), rows of floats, big-endian. What an
 * interruption left unfinished at the end is cut off on opening. Not thread-safe; one process at a
 * time, which a lock ensures.
 */
final class StateCache implements Closeable {
  private static final int KEY_BYTES = 16;
  private static final int HEAD_BYTES = KEY_BYTES + 2 * Integer.BYTES;

  private final Path file;
  private final int width;
  private final FileChannel channel;
  private final Map<String, Long> places = new HashMap<>();
  private long end;

  /**
   * Opens a file, making it where it is absent.
   *
   * @param width numbers of a row
   * @throws IOException if it cannot be read, or another process uses it
   */
  StateCache(Path file, int width) throws IOException {
    this.file = file;
    this.width = width;
    Files.createDirectories(file.toAbsolutePath().getParent());
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      if (channel.tryLock() == null) {
        throw new IOException(
            file + " is used by another training; wait for it, or name another data.cache");
      }
      scan();
      opened = true;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private void scan() throws IOException {
    long size = channel.size();
    while (end + HEAD_BYTES <= size) {
      ByteBuffer head = read(end, HEAD_BYTES);
      byte[] key = new byte[KEY_BYTES];
      head.get(key);
      int rows = head.getInt();
      long next = end + HEAD_BYTES + (long) rows * width * Float.BYTES;
      if (rows < 1 || next > size) {
        break;
      }
      places.put(HexFormat.of().formatHex(key), end);
      end = next;
    }
    channel.truncate(end);
  }

  /** Number of records. */
  int size() {
    return places.size();
  }

  /**
   * The rows of a key, one after another.
   *
   * @throws UncheckedIOException if the file cannot be read or is damaged
   */
  Optional<float[]> find(String key) {
    Long place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer head = read(place + KEY_BYTES, 2 * Integer.BYTES);
      int count = head.getInt() * width;
      int checksum = head.getInt();
      ByteBuffer bytes = read(place + HEAD_BYTES, count * Float.BYTES);
      byte[] floats = new byte[count * Float.BYTES];
      bytes.get(floats).rewind();
      if (checksum(floats) != checksum) {
        throw new IOException(
            "%s: the record at byte %d is damaged; remove the file, it is made again"
                .formatted(file, place));
      }
      float[] values = new float[count];
      bytes.asFloatBuffer().get(values);
      return Optional.of(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a record; a key's first one stays.
   *
   * @param values rows one after another
   * @throws UncheckedIOException if the file cannot be written
   */
  void put(String key, float[] values) {
    if (places.containsKey(key)) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + values.length * Float.BYTES);
    bytes.position(HEAD_BYTES).asFloatBuffer().put(values);
    byte[] floats = new byte[values.length * Float.BYTES];
    bytes.get(floats).rewind();
    bytes.put(HexFormat.of().parseHex(key)).putInt(values.length / width).putInt(checksum(floats));
    bytes.rewind();
    try {
      for (long at = end; bytes.hasRemaining(); ) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
    places.put(key, end);
    end += bytes.capacity();
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private ByteBuffer read(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException(file + " ends within a record; was it cut while in use?");
      }
    }
    return bytes.rewind();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
