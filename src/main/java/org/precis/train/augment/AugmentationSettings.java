package org.precis.train.augment;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.rouge.Rouge;
import org.precis.eval.rouge.RougeScores;

/**
 * How pseudo-pairs are made.
 *
 * @param language name of the language that is translated into, as in the data's files
 * @param selection which sentences are translated
 * @param percent how many of a document's sentences are, above 0 to 100
 * @param measure how much a sentence has in common with the summary; the paper does not say which
 *     ROUGE it is, and its Figure 3 shows ROUGE-1
 * @param pairs how many pairs are made, at most
 * @param seed decides which documents they are made of
 */
public record AugmentationSettings(
    String language,
    SentenceSelection selection,
    double percent,
    Overlap measure,
    int pairs,
    long seed) {
  private static final Rouge ROUGE = Rouge.google(false);

  /** Kinds of ROUGE between a sentence and a summary, without stemming. */
  public enum Overlap {
    /** F of words. */
    ROUGE1((summary, sentence) -> scores(summary, sentence).rouge1().f()),
    /** F of pairs of words. */
    ROUGE2((summary, sentence) -> scores(summary, sentence).rouge2().f()),
    /** F of the longest common subsequence. */
    ROUGEL((summary, sentence) -> scores(summary, sentence).rougeL().f()),
    /** Share of the summary's words. */
    RECALL1((summary, sentence) -> recall(scores(summary, sentence).rouge1()));

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final ToDoubleBiFunction<String, String> score;

    Overlap(ToDoubleBiFunction<String, String> score) {
      this.score = score;
    }

    /** The score of a sentence. */
    public double of(String summary, String sentence) {
      return score.applyAsDouble(summary, sentence);
    }

    private static RougeScores scores(String summary, String sentence) {
      return ROUGE.score(summary, sentence);
    }

    private static double recall(PrecisionRecall score) {
      return score.recall();
    }
  }

  public AugmentationSettings {
    if (language.isBlank() || !(percent > 0 && percent <= 100) || pairs < 1) {
      throw new IllegalArgumentException(
          "a language must be named, percent be above 0 to 100, and pairs at least 1; they are '%s', %s and %d"
              .formatted(language, percent, pairs));
    }
  }

  /** What decides about the rows, to be compared before a file is continued. */
  List<String> lines() {
    return List.of(toString());
  }
}
