package org.precis.train.uotsumm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.precis.train.data.SectionTokens;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.TokenizedExample;

/**
 * Pairs of sections and what their summariser is to write: their sentences, in the order of the
 * summary, each with its end (Algorithm 1, step 7). Immutable.
 *
 * @param tokens special tokens
 * @param maxTokens most tokens of a target; a sentence that would exceed them is left out
 */
public record SectionTargets(SectionTokens tokens, int maxTokens) {
  /**
   * Pairs, and how many sentences did not fit.
   *
   * @param pairs one for each section that has a sentence, in order
   * @param leftOut sentences
   */
  record Recombined(List<TokenizedExample> pairs, int leftOut) {}

  /** A sentence as the only one of its section. */
  int[] alone(int[] sentence) {
    return joined(List.of(tokens.prefix(), sentence));
  }

  /**
   * The pairs of a document.
   *
   * @param sections section of each sentence
   */
  Recombined recombine(SectionedExample document, int[] sections) {
    List<TokenizedExample> pairs = new ArrayList<>();
    int leftOut = 0;
    for (int section = 0; section < document.sections().size(); section++) {
      List<int[]> parts = new ArrayList<>();
      parts.add(tokens.prefix());
      int length = tokens.prefix().length;
      for (int j = 0; j < sections.length; j++) {
        int[] sentence = document.sentences().get(j);
        if (sections[j] == section) {
          if (length + sentence.length <= maxTokens) {
            parts.add(sentence);
            length += sentence.length;
          } else {
            leftOut++;
          }
        }
      }
      if (parts.size() > 1) {
        pairs.add(
            new TokenizedExample(
                document.group(),
                document.language(),
                document.sections().get(section),
                joined(parts)));
      }
    }
    return new Recombined(pairs, leftOut);
  }

  private static int[] joined(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
