package org.precis.model.counter;

import java.util.Locale;

/** How a section's score z becomes its count φ. */
public enum CountActivation {
  /** log(1 + exp z): every section keeps a gradient. */
  SOFTPLUS,
  /** max(z, 0), as in the authors' code. */
  RELU,
  /** 1/(1 + exp −z): the probability that a section is summarised at all. */
  SIGMOID;

  /** Below this no count falls, so that KL(P1‖φ) stays finite. */
  public static final double FLOOR = 1e-6;

  /** Above this exp z and 1 + exp z are one double. */
  private static final double LARGE = 40;

  /** φ, at least {@link #FLOOR}. */
  public double count(double score) {
    return Math.max(FLOOR, raw(score));
  }

  private double raw(double score) {
    return switch (this) {
      case SOFTPLUS -> score > LARGE ? score : Math.log1p(Math.exp(score));
      case RELU -> Math.max(0, score);
      case SIGMOID -> 1 / (1 + Math.exp(-score));
    };
  }

  /** dφ/dz. At the floor it is 1: else a section whose count has died could never come back. */
  public double slope(double score) {
    if (raw(score) <= FLOOR) {
      return 1;
    }
    double sigmoid = 1 / (1 + Math.exp(-score));
    return switch (this) {
      case SOFTPLUS -> sigmoid;
      case RELU -> 1;
      case SIGMOID -> sigmoid * (1 - sigmoid);
    };
  }

  /** Its name in files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
