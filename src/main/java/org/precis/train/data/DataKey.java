package org.precis.train.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names what prepared data depend on, so that a change of any of it makes them anew. */
final class DataKey {
  private static final int DIGITS = 16;

  private DataKey() {}

  /**
   * The key of some settings.
   *
   * @param tokenizerHash see {@link org.precis.token.Tokenizer#hash}
   * @throws IOException if a file is not there
   */
  static String of(DataSettings settings, String tokenizerHash) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(PreparedData.FORMAT).append('\n').append(tokenizerHash).append('\n');
    text.append(settings).append('\n');
    for (DataFile file : settings.files()) {
      Path path = file.path();
      if (!Files.isRegularFile(path)) {
        throw new IOException(path.toAbsolutePath() + " is no file; data settings name it");
      }
      text.append(path.toAbsolutePath().normalize()).append(' ');
      text.append(Files.size(path)).append(' ');
      text.append(Files.getLastModifiedTime(path).toMillis()).append('\n');
    }
    return HexFormat.of().formatHex(sha256(text.toString())).substring(0, DIGITS);
  }

  /** The first 8 bytes of a text's SHA-256. */
  static long hash(String text) {
    byte[] digest = sha256(text);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | (digest[i] & 0xff);
    }
    return value;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
