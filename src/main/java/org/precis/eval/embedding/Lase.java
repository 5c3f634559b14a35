package org.precis.eval.embedding;

import org.precis.eval.WordTokenizer;
import org.precis.eval.rouge.MultilingualTokenizer;

/**
 * LaSE (Bhattacharjee et al. 2023, CrossSum): similarity of meaning times confidence in the
 * language times a penalty for length. The reference may be in another language than the summary.
 * Thread-safe.
 */
public final class Lase {
  /** Words that a summary may be longer than its reference for free (the paper's c). */
  private static final int FREE_WORDS = 6;

  private final TextEncoder encoder;
  private final LanguageConfidence confidence;

  /**
   * LaSE by these models.
   *
   * @param encoder LaBSE in the paper
   * @param confidence fastText's lid.176 in the paper
   */
  public Lase(TextEncoder encoder, LanguageConfidence confidence) {
    this.encoder = encoder;
    this.confidence = confidence;
  }

  /**
   * The score of a summary.
   *
   * @param referenceLanguage BCP 47 tag of the reference
   * @param language BCP 47 tag of the language that the summary should be in
   */
  public double score(String reference, String referenceLanguage, String summary, String language) {
    double[] r = Vectors.unit(encoder.encode(reference));
    double[] s = Vectors.unit(encoder.encode(summary));
    int referenceWords = words(referenceLanguage).tokens(reference).size();
    int summaryWords = words(language).tokens(summary).size();
    return Vectors.dot(r, s)
        * confidence.of(summary, language)
        * lengthPenalty(referenceWords, summaryWords);
  }

  private static WordTokenizer words(String language) {
    return new MultilingualTokenizer(language, false);
  }

  /**
   * exp(min(0, 1 − |summary|/(|reference| + 6))): 1 up to six words over the reference, and for
   * every shorter summary.
   */
  public static double lengthPenalty(int referenceWords, int summaryWords) {
    return Math.exp(Math.min(0, 1 - summaryWords / (double) (referenceWords + FREE_WORDS)));
  }
}
