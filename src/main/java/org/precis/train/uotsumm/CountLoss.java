package org.precis.train.uotsumm;

/** How far counts φ are from what an alignment has found. Sums over the sections of a document. */
public enum CountLoss {
  /** KL(a‖φ) = Σ a log(a/φ) − a + φ, the paper's step 10. */
  KL,
  /** Σ (φ − a)², what the authors' code minimises, but for a mean in place of the sum. */
  L2,
  /** Binary cross entropy of φ as a probability, of a as 1 where it is above 0. */
  BCE;

  /** The loss of one section. */
  double value(double found, double count) {
    return switch (this) {
      case KL -> (found > 0 ? found * Math.log(found / count) : 0) - found + count;
      case L2 -> (count - found) * (count - found);
      case BCE -> -Math.log(found > 0 ? count : 1 - count);
    };
  }

  /** Its derivative by the count. */
  double slope(double found, double count) {
    return switch (this) {
      case KL -> 1 - found / count;
      case L2 -> 2 * (count - found);
      case BCE -> found > 0 ? -1 / count : 1 / (1 - count);
    };
  }
}
