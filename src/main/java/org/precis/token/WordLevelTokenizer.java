package org.precis.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whole words in lower case, for models that copy. A word outside the vocabulary is an <em>open
 * word</em>: its id is a hash of it, above all ids of listed words, the same in every text. So
 * source and target agree about it with nothing between them, and a model makes the extended
 * vocabulary of See et al. (2017) of the open words that its sources have. Two words share an id
 * once in 17 million pairs; of two in one source the first then stands for both.
 *
 * <p>The vocabulary is a text file of one word a line, whose number is the id; the first four are
 * {@link #SPECIAL}. Immutable, thread-safe.
 */
public final class WordLevelTokenizer implements Tokenizer {
  /** Name of the vocabulary in a model directory. */
  public static final String FILE = "words.txt";

  /** Words that never stand for text; ids 0 to 3. */
  public static final List<String> SPECIAL = List.of("<pad>", "<unk>", "<s>", "</s>");

  /** Id of padding. */
  public static final int PAD = 0;

  /** Id of what models read for an open word. */
  public static final int UNKNOWN = 1;

  /** Id of the start of a sequence. */
  public static final int START = 2;

  /** Id of its end. */
  public static final int END = 3;

  /** Least id of an open word: above those of the largest vocabulary. */
  public static final int FIRST_OPEN = Vocabulary.MAX_SIZE;

  private static final int OPEN_BITS = 24;

  /** Number of ids. */
  public static final int IDS = FIRST_OPEN + (1 << OPEN_BITS);

  private final List<String> words;
  private final Map<String, Integer> ids = new HashMap<>();
  private final String hash;

  private WordLevelTokenizer(List<String> words, String hash) {
    this.words = List.copyOf(words);
    this.hash = hash;
    for (int id = 0; id < words.size(); id++) {
      ids.put(words.get(id), id);
    }
  }

  /**
   * Reads a vocabulary.
   *
   * @throws TokenizerFormatException if the file breaks a rule
   */
  static WordLevelTokenizer read(TokenizerFiles files) {
    List<String> words = new String(files.read(FILE), StandardCharsets.UTF_8).lines().toList();
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      if (word.isBlank() || !seen.add(word)) {
        throw new TokenizerFormatException(
            "%s: line %d is '%s'; every line is a word that no other one is"
                .formatted(FILE, seen.size() + 1, word));
      }
    }
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new TokenizerFormatException(
          "%s must begin with the lines %s".formatted(FILE, String.join(", ", SPECIAL)));
    }
    if (words.size() > FIRST_OPEN) {
      throw new TokenizerFormatException(
          "%s has %d words; at most %d are supported".formatted(FILE, words.size(), FIRST_OPEN));
    }
    return new WordLevelTokenizer(words, files.hash());
  }

  /** Number of listed words, special ones included. */
  public int words() {
    return words.size();
  }

  /** Ids of the words, and at the end {@link #END}. */
  @Override
  public Encoding encode(String text) {
    List<EnglishWords.Word> found = EnglishWords.of(text);
    int count = found.size();
    int[] all = new int[count + 1];
    int[] starts = new int[count + 1];
    int[] ends = new int[count + 1];
    for (int i = 0; i < count; i++) {
      EnglishWords.Word word = found.get(i);
      all[i] = id(word.folded());
      starts[i] = word.start();
      ends[i] = word.end();
    }
    all[count] = END;
    starts[count] = text.length();
    ends[count] = text.length();
    return new Encoding(all, starts, ends, 1);
  }

  private int id(String word) {
    Integer listed = ids.get(word);
    return listed != null && listed >= SPECIAL.size() ? listed : FIRST_OPEN + openHash(word);
  }

  /** FNV-1a over the characters, the high bits of its product with the golden ratio. */
  private static int openHash(String word) {
    long value = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      value = (value ^ word.charAt(i)) * 0x100000001b3L;
    }
    return (int) ((value * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - OPEN_BITS));
  }

  /** An open word is a made-up one, equal for equal ids: enough to compare texts. */
  @Override
  public String decode(int[] ids) {
    return decode(ids, "");
  }

  /**
   * Words that the source has are written as there, which is how open words get their text; of
   * several ways to write one, that without capitals.
   */
  @Override
  public String decode(int[] decoded, String source) {
    Map<Integer, String> forms = new LinkedHashMap<>();
    for (EnglishWords.Word word : EnglishWords.of(source)) {
      String folded = word.folded();
      forms.merge(id(folded), word.text(), (old, other) -> other.equals(folded) ? other : old);
    }
    List<String> texts = new ArrayList<>();
    for (int id : decoded) {
      if (id == UNKNOWN || id >= SPECIAL.size()) {
        String form = forms.get(id);
        texts.add(form != null ? form : form(id));
      }
    }
    return EnglishWords.join(texts);
  }

  private String form(int id) {
    return id < words.size() ? words.get(id) : "word" + Integer.toHexString(id);
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public void close() {
    // Nothing outside the heap.
  }
}
