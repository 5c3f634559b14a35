package org.precis.model.transformer;

/** How a network knows the order of its tokens. */
public sealed interface PositionConfig {
  /**
   * A bias on attention scores; see {@link org.precis.nn.RelativePositionBias}. Self-attention
   * only.
   *
   * @param buckets number of buckets
   * @param maxDistance distance from which on positions share the last bucket
   * @param everyLayer true if each layer has its own table (umT5); false if the first layer's
   *     serves all (T5)
   */
  record Relative(int buckets, int maxDistance, boolean everyLayer) implements PositionConfig {}

  /**
   * A learned vector for each position, added to the embeddings.
   *
   * @param offset row of position 0
   */
  record Learned(int offset) implements PositionConfig {}

  /**
   * A fixed vector for each position, added to the embeddings; see {@link
   * org.precis.nn.SinusoidalPositions}.
   *
   * @param inclusive see there
   * @param offset number of position 0
   * @param skipPadding true if padding tokens get none
   */
  record Sinusoidal(boolean inclusive, int offset, boolean skipPadding) implements PositionConfig {}
}
