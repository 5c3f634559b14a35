package org.precis.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A safetensors file taken apart, to be put together wrongly.
 *
 * @param header its JSON
 * @param data what follows
 */
record RawSafeTensors(String header, byte[] data) {

  static RawSafeTensors read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new RawSafeTensors(
        new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8),
        Arrays.copyOfRange(bytes, Long.BYTES + length, bytes.length));
  }

  void write(Path file) throws IOException {
    write(file, header.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Writes another header length than the true one. */
  void write(Path file, long length) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(json).put(data);
    Files.write(file, bytes.array());
  }

  RawSafeTensors withHeader(String other) {
    return new RawSafeTensors(other, data);
  }

  /** Replaces the first match, which must exist. */
  RawSafeTensors replace(String regex, String by) {
    String changed = header.replaceFirst(regex, by);
    if (changed.equals(header)) {
      throw new IllegalArgumentException("nothing matches " + regex + " in " + header);
    }
    return withHeader(changed);
  }

  RawSafeTensors withData(byte[] other) {
    return new RawSafeTensors(header, other);
  }
}
