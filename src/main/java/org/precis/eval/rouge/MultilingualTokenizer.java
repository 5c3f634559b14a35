package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import org.precis.eval.WordTokenizer;

/**
 * The words that the multilingual ROUGE of XL-Sum and CrossSum compares: clean words, cut further
 * by a segmenter of the language where it writes no spaces, and otherwise between letters, numbers
 * and signs. Immutable and thread-safe.
 */
public final class MultilingualTokenizer implements WordTokenizer {
  private static final WordTokenizer CLEAN = new CleanWords();

  private final WordTokenizer segmenter;
  private final Stemmer stemmer;

  /**
   * A tokenizer for a language.
   *
   * @param language BCP 47 tag; {@code und} where unknown
   * @param stem whether words of more than three characters are stemmed
   */
  public MultilingualTokenizer(String language, boolean stem) {
    this.segmenter = Segmenters.of(language);
    this.stemmer = stem ? LanguageStemmers.of(language) : word -> word;
  }

  @Override
  public List<String> tokens(String text) {
    List<String> clean = CLEAN.tokens(text);
    List<String> words = segmenter.tokens(String.join(" ", clean));
    return stemmed(words.isEmpty() ? AggressiveSplit.of(clean) : words);
  }

  /**
   * The words of a line for ROUGE-Lsum. The reference tool leaves the segmenter and the cut between
   * letters and numbers out there, and so do we.
   */
  WordTokenizer lineWords() {
    return line -> stemmed(CLEAN.tokens(line));
  }

  private List<String> stemmed(List<String> words) {
    List<String> stems = new ArrayList<>(words.size());
    words.forEach(word -> stems.add(stemmer.stemLong(word)));
    return stems;
  }
}
