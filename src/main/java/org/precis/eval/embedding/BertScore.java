package org.precis.eval.embedding;

import java.util.List;
import java.util.Optional;
import org.precis.eval.PrecisionRecall;

/**
 * BERTScore (Zhang et al. 2020): each token is matched with the most similar one of the other text.
 * Tokens that the model puts at the ends have no weight, but can be matched. Thread-safe.
 *
 * <p>bert-score pads batches, and a padded position counts as a similarity of 0 there, so that what
 * is dissimilar throughout scores 0 beside a longer text and less than 0 alone. Here it is always
 * as if alone.
 */
public final class BertScore {
  private final TokenEncoder encoder;
  private final Optional<InverseDocumentFrequency> idf;
  private final Optional<Baseline> baseline;

  /** BERTScore without weights, not rescaled. */
  public BertScore(TokenEncoder encoder) {
    this(encoder, Optional.empty(), Optional.empty());
  }

  /**
   * BERTScore.
   *
   * @param idf weights of tokens; all weigh the same without
   * @param baseline that scores are rescaled by, none without
   */
  public BertScore(
      TokenEncoder encoder, Optional<InverseDocumentFrequency> idf, Optional<Baseline> baseline) {
    this.encoder = encoder;
    this.idf = idf;
    this.baseline = baseline;
  }

  /**
   * The score of a candidate, of several references the best precision, recall and F each.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public PrecisionRecall score(List<String> references, String candidate) {
    TokenVectors encoded = encoder.encode(candidate);
    double[] weights = weights(encoded);
    PrecisionRecall best =
        encoder.encode(references).stream()
            .map(reference -> match(reference, weights(reference), encoded, weights))
            .reduce(BertScore::best)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a candidate needs at least one reference, got 0"));
    return baseline.map(b -> b.rescale(best)).orElse(best);
  }

  private double[] weights(TokenVectors text) {
    double[] weights = new double[text.tokens().size()];
    for (int i = 0; i < weights.length; i++) {
      String token = text.tokens().get(i);
      double weight = idf.map(f -> f.weight(token)).orElse(1.0);
      weights[i] = text.special().contains(i) ? 0 : weight;
    }
    return weights;
  }

  private static PrecisionRecall best(PrecisionRecall one, PrecisionRecall other) {
    return new PrecisionRecall(
        Math.max(one.precision(), other.precision()),
        Math.max(one.recall(), other.recall()),
        Math.max(one.f(), other.f()));
  }

  /**
   * Greedy matching. An empty text, or one without weight, scores 0.
   *
   * @param referenceWeights one for each token of the reference
   * @param candidateWeights one for each token of the candidate
   */
  public static PrecisionRecall match(
      TokenVectors reference,
      double[] referenceWeights,
      TokenVectors candidate,
      double[] candidateWeights) {
    if (reference.isEmpty() || candidate.isEmpty()) {
      return PrecisionRecall.ZERO;
    }
    double[][] r = reference.unit();
    double[][] c = candidate.unit();
    return PrecisionRecall.of(
        mostSimilar(c, candidateWeights, r), mostSimilar(r, referenceWeights, c));
  }

  private static double mostSimilar(double[][] from, double[] weights, double[][] to) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < from.length; i++) {
      if (weights[i] != 0) {
        double best = Double.NEGATIVE_INFINITY;
        for (double[] other : to) {
          best = Math.max(best, Vectors.dot(from[i], other));
        }
        sum += weights[i] * best;
        all += weights[i];
      }
    }
    return all == 0 ? 0 : sum / all;
  }
}
