package org.precis.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tokenizer files of a model directory. It remembers what was read, for the hash over the files
 * that define the ids. Not thread-safe; used while loading.
 */
final class TokenizerFiles {
  /** mT5's and umT5's files, and NLLB's 32 MB, are the largest of these families. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private final Path directory;
  private final Map<String, byte[]> read = new TreeMap<>();

  private TokenizerFiles(Path directory) {
    this.directory = directory;
  }

  static TokenizerFiles of(Path directory) {
    return new TokenizerFiles(directory);
  }

  Path directory() {
    return directory;
  }

  boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  /**
   * The content of a file.
   *
   * @throws TokenizerFormatException if it is no file, too large or unreadable
   */
  byte[] read(String name) {
    return read.computeIfAbsent(name, n -> content(directory.resolve(n)));
  }

  /**
   * The settings beside the vocabulary.
   *
   * @throws TokenizerFormatException if one of their files is broken
   */
  TokenizerConfig config() {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name :
        List.of(TokenizerConfig.CONFIG, TokenizerConfig.SPECIAL, TokenizerConfig.ADDED)) {
      if (has(name)) {
        files.put(name, read(name));
      }
    }
    // The model's own hash covers this one.
    if (has(TokenizerConfig.MODEL_CONFIG)) {
      files.put(
          TokenizerConfig.MODEL_CONFIG, content(directory.resolve(TokenizerConfig.MODEL_CONFIG)));
    }
    return TokenizerConfig.read(files);
  }

  private static byte[] content(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new TokenizerFormatException(file + " is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new TokenizerFormatException(
            "%s has %d bytes; supported are up to %d".formatted(file, Files.size(file), MAX_BYTES));
      }
      return content;
    } catch (IOException e) {
      throw new TokenizerFormatException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * SHA-256 over names, lengths and contents of what was read, so that no two sets of files give
   * the same bytes; in hexadecimal.
   */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      read.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, content.length).array());
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
