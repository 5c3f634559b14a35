package org.precis.model.transformer;

/**
 * How states are normalised, and where.
 *
 * @param kind the norm
 * @param epsilon added to the variance or the mean square
 * @param first true if a sub-layer normalises its input (x + f(norm(x))); false if its sum is
 *     normalised (norm(x + f(x)))
 * @param embeddings true if embeddings are normalised
 * @param last true if the last layer's states are normalised
 */
public record NormConfig(
    Kind kind, float epsilon, boolean first, boolean embeddings, boolean last) {
  /** Norms that checkpoints use. */
  public enum Kind {
    /** {@link org.precis.nn.RmsNorm}, which has no bias. */
    RMS,
    /** {@link org.precis.nn.LayerNorm}. */
    LAYER
  }

  public NormConfig {
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException(
          "the norms' epsilon is %s; allowed is more than 0 and less than 1".formatted(epsilon));
    }
  }
}
