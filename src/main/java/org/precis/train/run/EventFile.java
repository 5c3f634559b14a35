package org.precis.train.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads it: TensorFlow's records (length, its checksum, data, its
 * checksum), each with an {@code Event} of event.proto in protocol buffers' encoding. Every event
 * is written at once. Not thread-safe; whoever made it closes it.
 */
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";

  /** Added to checksums, since those of data with checksums in them would be weak (TensorFlow). */
  private static final int MASK = 0xa282ead8;

  /** Field numbers and wire types of event.proto and summary.proto: number · 8 + type. */
  private static final int WALL_TIME = 1 << 3 | 1;

  private static final int STEP = 2 << 3;
  private static final int FILE_VERSION = 3 << 3 | 2;
  private static final int SUMMARY = 5 << 3 | 2;
  private static final int SESSION = 7 << 3 | 2;
  private static final int SESSION_STATUS = 1 << 3;
  private static final int SESSION_START = 1;
  private static final int VALUE = 1 << 3 | 2;
  private static final int TAG = 1 << 3 | 2;
  private static final int SIMPLE_VALUE = 2 << 3 | 5;

  private final FileChannel channel;

  /**
   * A new file that starts a session.
   *
   * @param file must not exist
   * @param firstStep the step that comes next: what older files say of it and later ones is void
   */
  EventFile(Path file, long firstStep) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Message version = event(0);
    version.bytes(FILE_VERSION, VERSION.getBytes(StandardCharsets.UTF_8));
    record(version);
    Message start = event(firstStep);
    Message session = new Message();
    session.number(SESSION_STATUS, SESSION_START);
    start.bytes(SESSION, session.toBytes());
    record(start);
  }

  /** Writes figures of a step by their tags. */
  void write(long step, Map<String, Double> figures) throws IOException {
    Message summary = new Message();
    figures.forEach(
        (tag, figure) -> {
          Message value = new Message();
          value.bytes(TAG, tag.getBytes(StandardCharsets.UTF_8));
          value.single(SIMPLE_VALUE, figure.floatValue());
          summary.bytes(VALUE, value.toBytes());
        });
    Message event = event(step);
    event.bytes(SUMMARY, summary.toBytes());
    record(event);
  }

  private static Message event(long step) {
    Message event = new Message();
    event.real(WALL_TIME, System.currentTimeMillis() / 1e3);
    if (step > 0) { // what is left out is 0
      event.number(STEP, step);
    }
    return event;
  }

  private void record(Message message) throws IOException {
    byte[] data = message.toBytes();
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(data.length);
    buffer.putInt(maskedChecksum(buffer.array(), Long.BYTES));
    buffer.put(data).putInt(maskedChecksum(data, data.length)).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static int maskedChecksum(byte[] data, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(data, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A message in protocol buffers' encoding. */
  private static final class Message {
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void number(int field, long value) {
      out.write(field);
      variable(value);
    }

    void real(int field, double value) {
      out.write(field);
      out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    }

    void single(int field, float value) {
      out.write(field);
      out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    }

    void bytes(int field, byte[] value) {
      out.write(field);
      variable(value.length);
      out.writeBytes(value);
    }

    private static ByteBuffer littleEndian(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Seven bits a byte, the lowest first. */
    private void variable(long value) {
      long rest = value;
      while (rest > LOW_BITS) {
        out.write((int) (rest & LOW_BITS) | MORE);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }
}
