package org.precis.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message in a buffer. Lengths are checked against the bytes that
 * are there, so that garbage costs no more than its size. Not thread-safe.
 */
final class ProtobufFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BYTES = 10;

  private final String file;
  private final ByteBuffer buffer;
  private int field;
  private int wireType;

  private ProtobufFields(String file, ByteBuffer buffer) {
    this.file = file;
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The fields of a whole file.
   *
   * @param file its name, for messages
   */
  static ProtobufFields of(String file, byte[] content) {
    return new ProtobufFields(file, ByteBuffer.wrap(content));
  }

  /** Goes to the next field; false at the end. The field must then be taken or skipped. */
  boolean next() {
    if (!buffer.hasRemaining()) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) key & 7;
    if (key < 0 || key >>> 3 == 0 || key >>> 3 > Integer.MAX_VALUE) {
      throw broken("field number " + (key >>> 3));
    }
    return true;
  }

  /** Number of the field. */
  int field() {
    return field;
  }

  /** The field's integer; fields of other kinds are refused. */
  int integer() {
    expect(VARINT, "an integer");
    return (int) varint();
  }

  /** The field's boolean. */
  boolean bool() {
    expect(VARINT, "a boolean");
    return varint() != 0;
  }

  /** The field's single-precision number. */
  float number() {
    expect(FIXED32, "a float");
    need(Float.BYTES);
    return buffer.getFloat();
  }

  /** The field's bytes. */
  byte[] bytes() {
    ByteBuffer slice = slice();
    byte[] result = new byte[slice.remaining()];
    slice.get(result);
    return result;
  }

  /** The field's text, which is UTF-8. */
  String text() {
    ByteBuffer slice = slice();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
    } catch (CharacterCodingException e) {
      throw new TokenizerFormatException(
          file + " has text that is not UTF-8 before byte " + buffer.position(), e);
    }
  }

  /** The field's message. */
  ProtobufFields message() {
    return new ProtobufFields(file, slice());
  }

  /** Passes over the field. */
  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case BYTES -> slice();
      case FIXED32 -> advance(Integer.BYTES);
      default -> throw broken("wire type " + wireType);
    }
  }

  private ByteBuffer slice() {
    expect(BYTES, "bytes");
    long length = varint();
    if (length < 0 || length > buffer.remaining()) {
      throw broken("a length of " + Long.toUnsignedString(length));
    }
    ByteBuffer slice = buffer.slice(buffer.position(), (int) length);
    buffer.position(buffer.position() + (int) length);
    return slice;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      need(1);
      byte b = buffer.get();
      value |= (long) (b & 0x7F) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw broken("an integer of more than " + MAX_VARINT_BYTES + " bytes");
  }

  private void advance(int bytes) {
    need(bytes);
    buffer.position(buffer.position() + bytes);
  }

  private void need(int bytes) {
    if (buffer.remaining() < bytes) {
      throw broken("an end inside a field");
    }
  }

  private void expect(int type, String kind) {
    if (wireType != type) {
      throw broken("wire type " + wireType + " where " + kind + " belongs");
    }
  }

  private TokenizerFormatException broken(String what) {
    return new TokenizerFormatException(
        "%s is no SentencePiece model: %s in field %d, with %d bytes left in its message"
            .formatted(file, what, field, buffer.remaining()));
  }
}
