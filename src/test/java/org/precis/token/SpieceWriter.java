package org.precis.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small SentencePiece models for tests, field by field. */
final class SpieceWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A model with T5's control pieces. */
  static SpieceWriter t5() {
    return new SpieceWriter().piece("<pad>", 0, 3).piece("</s>", 0, 3).piece("<unk>", 0, 2);
  }

  SpieceWriter piece(String text, float score, int type) {
    SpieceWriter piece =
        new SpieceWriter()
            .bytes(1, text.getBytes(StandardCharsets.UTF_8))
            .number(2, score)
            .integer(3, type);
    return message(1, piece);
  }

  SpieceWriter message(int field, SpieceWriter message) {
    return bytes(field, message.toBytes());
  }

  SpieceWriter bytes(int field, byte[] content) {
    varint(((long) field << 3) | 2);
    varint(content.length);
    out.writeBytes(content);
    return this;
  }

  SpieceWriter integer(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  SpieceWriter number(int field, float value) {
    varint(((long) field << 3) | 5);
    out.writeBytes(
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value).array());
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
