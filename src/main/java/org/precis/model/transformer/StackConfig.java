package org.precis.model.transformer;

/**
 * Sizes of one half of a network.
 *
 * @param vocabularySize rows of its embedding table
 * @param maxPositions most positions that it can tell apart; {@link Integer#MAX_VALUE} where there
 *     is no limit
 * @param layers number of layers
 * @param heads number of attention heads, H
 * @param headWidth width of a head, K; H·K may differ from the width of the states
 * @param feedForwardWidth width inside the feed-forward layers, F
 */
public record StackConfig(
    int vocabularySize,
    int maxPositions,
    int layers,
    int heads,
    int headWidth,
    int feedForwardWidth) {

  public StackConfig {
    // Bounds far above any published checkpoint; they keep products of sizes within an int or long.
    Range.check("vocabulary", vocabularySize, 1, 10_000_000);
    Range.check("number of positions", maxPositions, 1, Integer.MAX_VALUE);
    Range.check("number of layers", layers, 1, 1_000);
    Range.check("number of heads", heads, 1, 1_024);
    Range.check("width of a head", headWidth, 1, 65_536);
    Range.check("feed-forward width", feedForwardWidth, 1, 1_000_000);
  }

  /** Width of all heads together, H·K. */
  public int innerWidth() {
    return heads * headWidth;
  }
}
