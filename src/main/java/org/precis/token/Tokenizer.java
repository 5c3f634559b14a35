package org.precis.token;

import java.util.Optional;

/** Text to token ids and back. Implementations are thread-safe; the loader's caller closes them. */
public interface Tokenizer extends AutoCloseable {
  /**
   * Ids of a text with the special tokens that the model expects around it (T5: {@code </s>} at the
   * end). Never truncates. Special tokens that are spelled out in the text are ordinary text.
   */
  Encoding encode(String text);

  /**
   * {@link #encode(String)} of a text in a language, for models that are told it (mBART, M2M100,
   * NLLB); others ignore it.
   *
   * @param language BCP 47 tag; one that {@link LanguageTokens#code} does not know counts as the
   *     source language that the tokenizer's files name
   */
  default Encoding encode(String text, String language) {
    return encode(text);
  }

  /**
   * False for a language whose texts the model can make nothing of, since they would have to be
   * glossed and the lexicon has none of its words.
   *
   * @param language BCP 47 tag
   */
  default boolean reads(String language) {
    return true;
  }

  /** What cuts words into pieces; empty if words are tokens. */
  default Optional<SubwordTokenizer> subwords() {
    return Optional.empty();
  }

  /** The languages that the model is told; empty if it is told none. */
  default Optional<LanguageTokens> languages() {
    return Optional.empty();
  }

  /** Text of ids without special tokens. */
  String decode(int[] ids);

  /**
   * {@link #decode(int[])} of what a model has written about a source, whose words it may have
   * copied; tokenizers that need no source ignore it.
   */
  default String decode(int[] ids, String source) {
    return decode(ids);
  }

  /** {@link #decode(int[], String)} where the source's language is known. */
  default String decode(int[] ids, String source, String language) {
    return decode(ids, source);
  }

  /** SHA-256 of the files that define the ids, in hexadecimal. */
  String hash();

  @Override
  void close();
}
