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
 * Loads the tokenizer of a Hugging Face directory: {@code tokenizer.json} where there is one, else
 * {@code spiece.model} with the settings beside it. Nothing is repaired: a broken {@code
 * tokenizer.json} is refused though a sound {@code spiece.model} may stand beside it.
 *
 * <p>Families: Unigram (T5, mT5). Another one adds a reader that ends in a definition.
 */
public final class TokenizerLoader {
  private static final String TOKENIZER_JSON = "tokenizer.json";
  private static final String SPIECE = "spiece.model";

  /** mT5's and umT5's files, the largest of these families, have 16 MB. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private TokenizerLoader() {}

  /**
   * Loads the tokenizer of {@code directory}; the caller closes it.
   *
   * @throws TokenizerFormatException if its files cannot be used; the message says which and why
   */
  public static SubwordTokenizer load(Path directory) {
    Map<String, byte[]> files;
    TokenizerDefinition definition;
    if (Files.exists(directory.resolve(TOKENIZER_JSON))) {
      files = read(directory, List.of(TOKENIZER_JSON), List.of());
      definition = TokenizerJson.read(TOKENIZER_JSON, files.get(TOKENIZER_JSON));
    } else if (Files.exists(directory.resolve(SPIECE))) {
      files =
          read(
              directory,
              List.of(SPIECE),
              List.of(TokenizerConfig.CONFIG, TokenizerConfig.SPECIAL, TokenizerConfig.ADDED));
      definition =
          SentencePieceConversion.convert(
              SPIECE,
              SentencePieceModel.read(SPIECE, files.get(SPIECE)),
              TokenizerConfig.read(files));
    } else {
      throw new TokenizerFormatException(
          "%s has neither %s nor %s; copy one from where the model came from"
              .formatted(directory, TOKENIZER_JSON, SPIECE));
    }
    return SubwordTokenizer.of(definition, hash(files));
  }

  private static Map<String, byte[]> read(
      Path directory, List<String> needed, List<String> optional) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : needed) {
      files.put(name, read(directory.resolve(name)));
    }
    for (String name : optional) {
      if (Files.exists(directory.resolve(name))) {
        files.put(name, read(directory.resolve(name)));
      }
    }
    return files;
  }

  private static byte[] read(Path file) {
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

  /** Hash over names, lengths and contents, so that no two sets of files give the same bytes. */
  private static String hash(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
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
