package org.precis.model.io.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A checksum as hubs state it: the SHA-256 of large files (Git LFS), and for the others the SHA-1
 * that Git gives a blob, over {@code blob SIZE\0} and the content.
 *
 * @param hex in lower-case hexadecimal, 64 or 40 digits
 */
record Checksum(String hex) {
  private static final int SHA256_DIGITS = 64;
  private static final int SHA1_DIGITS = 40;
  private static final int BUFFER_BYTES = 1 << 16;

  /** The checksum in a text such as an ETag, or nothing if it is none. */
  static Optional<Checksum> find(String text) {
    String bare = text.strip().replaceFirst("^W/", "").replace("\"", "").toLowerCase(Locale.ROOT);
    boolean known = bare.length() == SHA256_DIGITS || bare.length() == SHA1_DIGITS;
    return known && bare.matches("[0-9a-f]+") ? Optional.of(new Checksum(bare)) : Optional.empty();
  }

  /** True if a file has it. */
  boolean matches(Path file) throws IOException {
    boolean git = hex.length() == SHA1_DIGITS;
    MessageDigest digest = digest(git ? "SHA-1" : "SHA-256");
    if (git) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest()).equals(hex);
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has " + name, e);
    }
  }
}
