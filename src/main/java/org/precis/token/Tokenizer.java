package org.precis.token;

/** Text to token ids and back. Implementations are thread-safe; the loader's caller closes them. */
public interface Tokenizer extends AutoCloseable {
  /**
   * Ids of a text with the special tokens that the model expects around it (T5: {@code </s>} at the
   * end). Never truncates. Special tokens that are spelled out in the text are ordinary text.
   */
  Encoding encode(String text);

  /** Text of ids without special tokens. */
  String decode(int[] ids);

  /** SHA-256 of the files that define the ids, in hexadecimal. */
  String hash();

  @Override
  void close();
}
