package org.precis.train.data;

import java.util.Arrays;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * The special tokens of section summaries: what a tokenizer puts around a text. A target is the
 * prefix, then sentences, each with its end.
 *
 * @param prefix ids before the first sentence; none for most models, {@code <s>} for BART
 * @param sentenceEnd id that ends every sentence: the first one behind a text
 */
public record SectionTokens(int[] prefix, int sentenceEnd) {
  /**
   * The tokens of a tokenizer.
   *
   * @param language BCP 47 tag of the summaries
   * @throws IllegalArgumentException if the tokenizer ends texts with no token
   */
  public static SectionTokens of(Tokenizer tokenizer, String language) {
    Encoding empty = tokenizer.encode("", language);
    int[] ids = empty.ids();
    if (empty.suffix() == 0) {
      throw new IllegalArgumentException(
          "the tokenizer puts no token behind a text; section summaries need one at the end of each sentence");
    }
    int prefix = ids.length - empty.suffix();
    return new SectionTokens(Arrays.copyOf(ids, prefix), ids[prefix]);
  }
}
