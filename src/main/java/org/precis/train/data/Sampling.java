package org.precis.train.data;

/**
 * Which examples an epoch has.
 *
 * @param kind how they are chosen
 * @param exponent α: probabilities of source languages are their shares to this power
 * @param conditionalExponent β of Multistage's second stage
 * @param minExamples languages with fewer examples are left out
 * @param stepBatches batches of a step: Multistage tosses its coin once for all of them
 */
public record Sampling(
    Kind kind, double exponent, double conditionalExponent, int minExamples, int stepBatches) {
  /** Every example once. */
  public static final Sampling EACH_ONCE = new Sampling(Kind.PROPORTIONAL, 1, 1, 1, 1);

  /** How examples are chosen. */
  public enum Kind {
    /** Every example once. */
    PROPORTIONAL,
    /** Example by example a language is drawn, as in CrossSum's models into one language. */
    UPSAMPLING,
    /**
     * Batch by batch a language is drawn, as in CrossSum's Multistage. All our targets are in one
     * language: where the target is fixed, each batch of a step draws its source language with β;
     * where the source is, all of them have the one that is drawn with α.
     */
    MULTISTAGE
  }

  public Sampling {
    if (!(exponent >= 0) || !(conditionalExponent >= 0) || minExamples < 1 || stepBatches < 1) {
      throw new IllegalArgumentException(
          "exponents must be at least 0, min_examples and accumulation at least 1; they are %s, %s, %d and %d"
              .formatted(exponent, conditionalExponent, minExamples, stepBatches));
    }
  }
}
