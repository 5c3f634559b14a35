package org.precis.nn;

/**
 * Fixed position vectors (Vaswani et al. 2017, section 3.5) of width D: the first half holds sines,
 * the second half cosines, of the position times D/2 frequencies from 1 down to about 1/10000.
 *
 * @param width D, even
 * @param inclusive true if the lowest frequency is exactly 1/10000, as in fairseq and M2M100:
 *     10000^(−k/(D/2 − 1)); false as in the paper, Pegasus and Marian: 10000^(−k/(D/2))
 */
public record SinusoidalPositions(int width, boolean inclusive) {
  private static final double BASE = 10_000;

  public SinusoidalPositions {
    if (width < 2 || width % 2 != 0) {
      throw new IllegalArgumentException("the width must be even; it is " + width);
    }
  }

  /**
   * The vectors of positions {@code first} to {@code first + count − 1}, one after another.
   *
   * @return (count · D)
   */
  public float[] vectors(int first, int count) {
    int half = width / 2;
    double steps = inclusive ? Math.max(half - 1, 1) : half;
    float[] vectors = new float[Math.multiplyExact(count, width)];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < half; k++) {
        double angle = (first + i) * Math.pow(BASE, -k / steps);
        vectors[i * width + k] = (float) Math.sin(angle);
        vectors[i * width + half + k] = (float) Math.cos(angle);
      }
    }
    return vectors;
  }
}
