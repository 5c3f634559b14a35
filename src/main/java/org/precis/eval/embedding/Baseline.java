package org.precis.eval.embedding;

import org.precis.eval.PrecisionRecall;

/**
 * What a layer scores for unrelated texts. Scores are rescaled so that this becomes 0; F has a
 * value of its own and is not computed anew.
 *
 * @param precision of unrelated texts, below 1
 * @param recall of unrelated texts
 * @param f of unrelated texts
 */
public record Baseline(double precision, double recall, double f) {
  /** Layer 17 of roberta-large, English, as bert-score publishes it. */
  public static final Baseline ROBERTA_LARGE_17 = new Baseline(.83150584, .8314941, .83122575);

  /** Layer 8 of bert-base-uncased. */
  public static final Baseline BERT_BASE_UNCASED_8 = new Baseline(.37231, .37226, .37049);

  /** Layer 9 of bert-base-uncased. */
  public static final Baseline BERT_BASE_UNCASED_9 = new Baseline(.35376, .35374, .35219);

  /** The score with this baseline at 0 and 1 where it was. */
  public PrecisionRecall rescale(PrecisionRecall score) {
    return new PrecisionRecall(
        (score.precision() - precision) / (1 - precision),
        (score.recall() - recall) / (1 - recall),
        (score.f() - f) / (1 - f));
  }
}
