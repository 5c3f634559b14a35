package org.precis.eval.report;

import org.precis.eval.rouge.Rouge;

/**
 * What figures depend on besides the examples.
 *
 * @param rougeTool whose ROUGE is computed
 * @param stem whether ROUGE compares stems
 * @param resamples of the bootstrap; 0 for no intervals
 * @param seed of the bootstrap
 */
public record EvaluationSettings(RougeTool rougeTool, boolean stem, int resamples, long seed) {
  /** Whose ROUGE is computed. */
  public enum RougeTool {
    /** XL-Sum's and CrossSum's, for any language. */
    MULTILINGUAL,
    /** Google's, for English only. */
    GOOGLE
  }

  private static final int MOST_RESAMPLES = 10_000;

  /** As CrossSum evaluates: multilingual, stemmed; 1,000 resamples. */
  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(RougeTool.MULTILINGUAL, true, 1000, 1);

  public EvaluationSettings {
    if (resamples < 0 || resamples > MOST_RESAMPLES) {
      throw new IllegalArgumentException(
          "resamples must be from 0 to " + MOST_RESAMPLES + ", got " + resamples);
    }
  }

  Rouge rouge(String language) {
    return rougeTool == RougeTool.GOOGLE ? Rouge.google(stem) : Rouge.multilingual(language, stem);
  }

  /** One line that says how the figures were made. */
  public String describe() {
    String intervals =
        resamples == 0
            ? "no intervals"
            : "95 % intervals by " + resamples + " Poisson resamples, seed " + seed;
    return "ROUGE: "
        + (rougeTool == RougeTool.GOOGLE ? "as rouge_score" : "as XL-Sum's multilingual scorer")
        + (stem ? ", stemmed" : ", unstemmed")
        + ", F; BLEU and chrF: as sacreBLEU, per language; "
        + intervals;
  }
}
