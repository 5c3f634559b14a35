package org.precis.token;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A tokenizer run by Hugging Face's Rust library through DJL. Thread-safe; closing waits for calls
 * in progress and frees the native memory.
 *
 * <p>Offsets are the library's, in UTF-16 units: a character that normalisation drops, such as a
 * combining mark that was composed with its letter, belongs to no token, and all tokens of a
 * character that it expands have that character's offsets.
 */
public final class SubwordTokenizer implements Tokenizer {
  /** A Latin, an accented, a Han letter, a supplementary character, and something rare. */
  private static final String SAMPLE = "A é 河 😀 \u1FFF";

  private final HuggingFaceTokenizer library;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final int vocabularySize;
  private final Map<String, Integer> specialTokens;
  private final BitSet silent;
  private final int[] prefix;
  private final int[] suffix;
  private final Optional<LanguageTokens> languages;
  private final Optional<PieceLookup> lookup;
  private final String hash;
  private boolean closed;

  private SubwordTokenizer(HuggingFaceTokenizer library, TokenizerDefinition source, String hash) {
    this.library = library;
    this.vocabularySize = source.vocabulary().size();
    this.specialTokens = Map.copyOf(source.vocabulary().special());
    this.silent = source.vocabulary().silent();
    this.prefix = ints(source.prefix());
    this.suffix = ints(source.suffix());
    this.languages =
        LanguageTokens.of(source.vocabulary().special(), source.prefix(), source.suffix());
    this.lookup = source.lookup();
    this.hash = hash;
  }

  /**
   * A tokenizer as defined; the caller closes it.
   *
   * @param hash of the files that it was read from
   * @throws TokenizerFormatException if the library refuses it
   */
  static SubwordTokenizer of(TokenizerDefinition definition, String hash) {
    byte[] json = definition.toJson().getBytes(StandardCharsets.UTF_8);
    // DJL cuts texts at 512 tokens unless it is told not to.
    Map<String, String> options =
        Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
    HuggingFaceTokenizer library;
    try {
      library = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
    } catch (IOException | RuntimeException e) {
      throw refused(definition, e);
    }
    SubwordTokenizer tokenizer = new SubwordTokenizer(library, definition, hash);
    try {
      tokenizer.decode(tokenizer.encode(SAMPLE).ids());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw refused(definition, e);
    }
    return tokenizer;
  }

  private static TokenizerFormatException refused(TokenizerDefinition definition, Exception e) {
    return new TokenizerFormatException(
        definition.file() + " is refused by the tokenizers library: " + e.getMessage(), e);
  }

  /** Number of ids: one more than the largest. A model's table has at least as many rows. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /**
   * Ids of the special tokens by their text, such as {@code </s>}. T5's sentinels {@code
   * <extra_id_0>} are among them in every family.
   */
  public Map<String, Integer> specialTokens() {
    return specialTokens;
  }

  /**
   * True if sources are cut into pieces by one model and targets by another (Marian), so that a
   * text's tokens as a source are not those that it has as a target.
   */
  public boolean hasTwoModels() {
    return lookup.map(PieceLookup::twoModels).orElse(false);
  }

  @Override
  public Encoding encode(String text) {
    return encode(text, prefix, suffix);
  }

  @Override
  public Encoding encode(String text, String language) {
    return languages
        .map(known -> encode(text, in(known, language, prefix), in(known, language, suffix)))
        .orElseGet(() -> encode(text, prefix, suffix));
  }

  /** Special tokens with a language in the place of the one that the files name. */
  private static int[] in(LanguageTokens known, String language, int[] around) {
    return Arrays.stream(around)
        .map(id -> id == known.source() ? known.source(language) : id)
        .toArray();
  }

  @Override
  public Optional<SubwordTokenizer> subwords() {
    return Optional.of(this);
  }

  @Override
  public Optional<LanguageTokens> languages() {
    return languages;
  }

  /**
   * The pieces of a text as the vocabulary spells them, such as {@code ##ing}, without the special
   * tokens around it.
   */
  public List<String> pieces(String text) {
    lock.readLock().lock();
    try {
      checkOpen();
      return List.of(library.encode(UnicodeText.wellFormed(text), false, false).getTokens());
    } finally {
      lock.readLock().unlock();
    }
  }

  private Encoding encode(String text, int[] before, int[] behind) {
    String code = lookup.map(table -> table.code(text)).orElse("");
    String wellFormed = UnicodeText.wellFormed(text.substring(code.length()));
    ai.djl.huggingface.tokenizers.Encoding body;
    lock.readLock().lock();
    try {
      checkOpen();
      body = library.encode(wellFormed, false, false);
    } finally {
      lock.readLock().unlock();
    }
    long[] bodyIds = body.getIds();
    CharSpan[] spans = body.getCharTokenSpans();
    int[] unit = UnicodeText.codePointStarts(wellFormed);
    int first = before.length + (code.isEmpty() ? 0 : 1);
    int count = first + bodyIds.length + behind.length;
    int[] ids = Arrays.copyOf(before, count);
    int[] starts = new int[count];
    int[] ends = new int[count];
    if (!code.isEmpty()) {
      ids[first - 1] = lookup.orElseThrow().codeId(code);
      ends[first - 1] = code.length();
    }
    for (int i = 0; i < bodyIds.length; i++) {
      int at = first + i;
      ids[at] = id(bodyIds[i]);
      starts[at] = code.length() + unit[spans[i].getStart()];
      ends[at] = code.length() + unit[spans[i].getEnd()];
    }
    int bodyEnd = first + bodyIds.length;
    System.arraycopy(behind, 0, ids, bodyEnd, behind.length);
    Arrays.fill(starts, bodyEnd, count, text.length());
    Arrays.fill(ends, bodyEnd, count, text.length());
    return new Encoding(ids, starts, ends, behind.length);
  }

  /** The model's id of one of the library's: pieces behind the table are unknown to the model. */
  private int id(long read) {
    int id = Math.toIntExact(read);
    return lookup.isPresent() && id >= vocabularySize ? lookup.get().unknownId() : id;
  }

  /**
   * Text of ids. Special tokens, and ids of a model's table that no piece has, stand for nothing.
   */
  @Override
  public String decode(int[] ids) {
    if (lookup.isPresent()) {
      return lookup.get().decode(ids);
    }
    long[] spoken =
        Arrays.stream(ids)
            .filter(id -> id >= 0 && id < vocabularySize && !silent.get(id))
            .asLongStream()
            .toArray();
    lock.readLock().lock();
    try {
      checkOpen();
      return library.decode(spoken, false);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      library.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the tokenizer is closed");
    }
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
