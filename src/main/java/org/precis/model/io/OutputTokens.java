package org.precis.model.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.precis.token.SubwordTokenizer;

/**
 * The tokens that texts of one language use, counted. A model that writes English needs some tens
 * of thousands of a multilingual vocabulary; decoding only those is faster and takes less memory.
 * Kept beside a model as {@link #NAME}. Not thread-safe.
 */
public final class OutputTokens {
  /** The file in a model directory. */
  public static final String NAME = "output_vocabulary.json";

  /** 10 million ids of up to 8 digits, far above any vocabulary. */
  private static final long MAX_BYTES = 100_000_000;

  /**
   * Printed characters that English text uses beyond ASCII: quotes, dashes, currencies, accents.
   */
  private static final String BEYOND_ASCII =
      "‘’“”–—…•·°±×÷½¼¾²³µ§©®™€£¥¢¿¡«»áàâäãåæçéèêëíìîïñóòôöõøœßúùûüýÿ"
          + "ÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ";

  private final SubwordTokenizer tokenizer;
  private final long[] counts;
  private long texts;

  /**
   * Nothing counted yet.
   *
   * @param tokenizer the model's; stays the caller's
   */
  public OutputTokens(SubwordTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    counts = new long[tokenizer.vocabularySize()];
  }

  /** Counts the tokens of a text. */
  public void add(String text) {
    for (int id : tokenizer.encode(text).ids()) {
      counts[id]++;
    }
    texts++;
  }

  /**
   * Ids of the tokens counted at least {@code least} times, of all special tokens, and of every
   * printable character of English text, alone and after a space, so that any word can be spelled.
   *
   * @return in ascending order
   */
  public int[] ids(long least) {
    TreeSet<Integer> ids = new TreeSet<>(tokenizer.specialTokens().values());
    for (int id = 0; id < counts.length; id++) {
      if (counts[id] >= least) {
        ids.add(id);
      }
    }
    for (String character : characters()) {
      for (String text : List.of(character, " " + character, "x" + character)) {
        for (int id : tokenizer.encode(text).ids()) {
          ids.add(id);
        }
      }
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<String> characters() {
    List<String> characters = new ArrayList<>();
    for (char c = '!'; c <= '~'; c++) {
      characters.add(String.valueOf(c));
    }
    BEYOND_ASCII.codePoints().mapToObj(Character::toString).forEach(characters::add);
    return characters;
  }

  /**
   * Writes {@link #NAME} into a model directory, instead of one that is there.
   *
   * @param least as in {@link #ids}
   * @return the ids written
   * @throws IOException if writing fails; a file that was there stays
   */
  public int[] write(Path directory, long least) throws IOException {
    int[] ids = ids(least);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("tokenizer", tokenizer.hash()).put("texts", texts).put("least_count", least);
    json.set("tokens", mapper.valueToTree(ids));
    Path written = Files.createTempFile(directory, NAME, ".part");
    try {
      mapper.writeValue(written.toFile(), json);
      Files.move(written, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
    return ids;
  }

  /**
   * The tokens of a model directory, if it says any.
   *
   * @param tokenizer the directory's tokenizer
   * @throws ModelFormatException if the file is damaged, or was made with another tokenizer
   */
  public static Optional<int[]> find(Path directory, SubwordTokenizer tokenizer) {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = StrictJson.object(file, MAX_BYTES);
    String hash = json.path("tokenizer").asText();
    if (!hash.equals(tokenizer.hash())) {
      throw new ModelFormatException(
          "%s was made with the tokenizer %s, this one is %s; make it anew with 'precis model outputs', or delete it"
              .formatted(file, hash.isEmpty() ? "(none)" : hash, tokenizer.hash()));
    }
    try {
      return Optional.of(new ObjectMapper().treeToValue(json.path("tokens"), int[].class));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file + ": 'tokens' must be a list of ids", e);
    }
  }
}
