package org.precis.model.io.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Little-endian values of a pickle, with their place. Not thread-safe. */
final class PickleInput {
  private static final int MAX_STRING = 1_000_000;
  private static final int MAX_LINE = 1_000;

  /** Far above what thousands of tensors need; the tensors' data is not in the pickle. */
  private static final int MAX_BYTES = 16_000_000;

  private final InputStream stream;
  private long position;

  PickleInput(InputStream stream) {
    this.stream = stream;
  }

  /** Bytes taken so far. */
  long position() {
    return position;
  }

  int unsignedByte() throws IOException {
    int value = stream.read();
    if (value < 0) {
      throw new EOFException("it ends at byte " + position + ", in the middle of the pickle");
    }
    advance(1);
    return value;
  }

  private void advance(int count) {
    position += count;
    if (position > MAX_BYTES) {
      throw new PickleFormatException("is longer than %d bytes".formatted(MAX_BYTES));
    }
  }

  int unsignedShort() throws IOException {
    return unsignedByte() | unsignedByte() << 8;
  }

  int integer() throws IOException {
    return unsignedShort() | unsignedShort() << 16;
  }

  /** A big-endian double. */
  double number() throws IOException {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits = bits << 8 | unsignedByte();
    }
    return Double.longBitsToDouble(bits);
  }

  /** Memory is taken as the bytes come, not for the length that is claimed. */
  byte[] bytes(long length) throws IOException {
    if (length < 0 || length > MAX_STRING) {
      throw new PickleFormatException(
          "has a string of %d bytes at byte %d; allowed are %d"
              .formatted(length, position, MAX_STRING));
    }
    byte[] bytes = stream.readNBytes((int) length);
    advance(bytes.length);
    if (bytes.length < length) {
      throw new EOFException("it ends at byte " + position + ", in the middle of the pickle");
    }
    return bytes;
  }

  String text(long length, Charset charset) throws IOException {
    byte[] bytes = bytes(length);
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new PickleFormatException(
          "has text before byte %d that is not %s".formatted(position, charset));
    }
  }

  /** Text up to a line feed, which is taken too. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = unsignedByte(); b != '\n'; b = unsignedByte()) {
      if (line.length() == MAX_LINE) {
        throw new PickleFormatException(
            "has a name of more than %d characters at byte %d".formatted(MAX_LINE, position));
      }
      line.append((char) b);
    }
    return line.toString();
  }

  /** UTF-8 with its length before it. */
  String unicode() throws IOException {
    return text(Integer.toUnsignedLong(integer()), StandardCharsets.UTF_8);
  }
}
