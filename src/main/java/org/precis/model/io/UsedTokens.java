package org.precis.model.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.precis.text.LanguageLetters;
import org.precis.token.SubwordTokenizer;

/**
 * The tokens of a vocabulary that some languages or texts use. English needs some tens of thousands
 * of a multilingual vocabulary. Not thread-safe.
 */
public final class UsedTokens {
  /**
   * Printed characters that English text uses beyond ASCII: quotes, dashes, currencies, accents.
   */
  private static final String BEYOND_ASCII =
      "‘’“”–—…•·°±×÷½¼¾²³µ§©®™€£¥¢¿¡«»áàâäãåæçéèêëíìîïñóòôöõøœßúùûüýÿ"
          + "ÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ";

  /** What a token decodes to that is a byte, or some bytes of a character. */
  private static final String PART_OF_A_CHARACTER = "\uFFFD";

  private final SubwordTokenizer tokenizer;
  private final long[] counts;
  private final BitSet ofLanguages = new BitSet();
  private final List<String> languages = new ArrayList<>();
  private long texts;

  /**
   * Nothing used yet.
   *
   * @param tokenizer the model's; stays the caller's
   * @throws ModelFormatException if it has a model for sources and one for targets (Marian)
   */
  public UsedTokens(SubwordTokenizer tokenizer) {
    if (tokenizer.hasTwoModels()) {
      throw new ModelFormatException(
          "Marian's tokenizer cuts sources by one model and targets by another; use its whole vocabulary");
    }
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
   * Counts the tokens of files, line by line.
   *
   * @param files UTF-8
   */
  public void addTexts(Collection<Path> files) throws IOException {
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          add(line);
        }
      }
    }
  }

  /**
   * Adds every token whose characters are those of some languages; see {@link LanguageLetters}.
   *
   * @param tags BCP 47
   * @throws IllegalArgumentException if a language's letters are not known
   */
  public void addLanguages(Collection<String> tags) {
    LanguageLetters letters = new LanguageLetters(tags);
    for (int id = 0; id < counts.length; id++) {
      String text = tokenizer.decode(new int[] {id}).strip();
      if (!text.isEmpty() && letters.write(text)) {
        ofLanguages.set(id);
      }
    }
    languages.addAll(tags);
  }

  /**
   * Ids of the tokens of the languages, of those counted at least {@code least} times, of all
   * special tokens and bytes, and of every printable character of English text, alone and after a
   * space, so that any word can be spelled.
   *
   * @return in ascending order
   */
  public int[] ids(long least) {
    BitSet ids = (BitSet) ofLanguages.clone();
    tokenizer.specialTokens().values().forEach(ids::set);
    for (int id = 0; id < counts.length; id++) {
      if (counts[id] >= least
          || tokenizer.decode(new int[] {id}).strip().equals(PART_OF_A_CHARACTER)) {
        ids.set(id);
      }
    }
    for (String character : characters()) {
      for (String text : List.of(character, " " + character, "x" + character)) {
        for (int id : tokenizer.encode(text).ids()) {
          ids.set(id);
        }
      }
    }
    return ids.stream().toArray();
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
   * Writes a file that {@link OutputTokens#ofFile} reads, instead of one that is there.
   *
   * @param least as in {@link #ids}
   * @return the ids written
   * @throws IOException if writing fails; a file that was there stays
   */
  public int[] write(Path file, long least) throws IOException {
    int[] ids = ids(least);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("tokenizer", tokenizer.hash());
    json.set("languages", mapper.valueToTree(languages));
    json.put("texts", texts).put("least_count", least);
    json.set("tokens", mapper.valueToTree(ids));
    Path directory = file.toAbsolutePath().getParent();
    Path written = Files.createTempFile(directory, OutputTokens.NAME, ".part");
    try {
      mapper.writeValue(written.toFile(), json);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
    return ids;
  }
}
