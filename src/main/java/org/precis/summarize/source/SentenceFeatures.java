package org.precis.summarize.source;

import java.util.Arrays;
import org.precis.text.word.Script;
import org.precis.text.word.Words;
import org.precis.text.word.Words.Word;

/**
 * What a sentence consists of, as hashes: words and their character n-grams in scripts with spaces,
 * character n-grams alone in scripts without. N-grams let inflected forms of a word meet ("banka",
 * "bankanın") with no dictionary of any language.
 *
 * @param hashes distinct hashes, ascending; a word's is even, an n-gram's is odd
 */
record SentenceFeatures(int[] hashes) {
  /** Features beyond this many are left out; sentences of 90 words have fewer. */
  private static final int MOST_FEATURES = 512;

  /** N-grams of words; four letters hold most stems apart and most endings off. */
  private static final int WORD_GRAM = 4;

  /** N-grams of Chinese and Japanese: two characters are a word of average length. */
  private static final int IDEOGRAM_GRAM = 2;

  /** N-grams of the other scripts without spaces. */
  private static final int PHRASE_GRAM = 4;

  /** The features of {@code text}. */
  static SentenceFeatures of(String text) {
    int[] hashes = new int[64];
    int count = 0;
    for (Word word : Words.of(text)) {
      int[] points = word.text().codePoints().toArray();
      boolean spaced = word.script() == Script.SPACED;
      int gram =
          spaced ? WORD_GRAM : word.script() == Script.IDEOGRAPHIC ? IDEOGRAM_GRAM : PHRASE_GRAM;
      int grams = points.length - gram + 1;
      hashes = Arrays.copyOf(hashes, Math.max(hashes.length, 2 * (count + 1 + Math.max(grams, 0))));
      if (spaced || grams <= 0) {
        hashes[count++] = hash(points, 0, points.length) & ~1;
      }
      // A word of one n-gram is that n-gram already.
      for (int i = 0; i < grams && (grams > 1 || !spaced); i++) {
        hashes[count++] = hash(points, i, gram) | 1;
      }
    }
    int[] distinct =
        Arrays.stream(hashes, 0, count).limit(MOST_FEATURES).sorted().distinct().toArray();
    return new SentenceFeatures(distinct);
  }

  /** Whether a hash stands for a whole word. */
  static boolean isWord(int hash) {
    return (hash & 1) == 0;
  }

  /** FNV-1a over code points, mixed so that every bit depends on all of them. */
  private static int hash(int[] points, int start, int length) {
    int h = 0x811C9DC5;
    for (int i = start; i < start + length; i++) {
      h = (h ^ points[i]) * 0x01000193;
    }
    h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
    return h ^ (h >>> 13);
  }
}
