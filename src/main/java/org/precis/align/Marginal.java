package org.precis.align;

import java.util.Arrays;

/**
 * The masses that the rows or columns of a transport plan should have.
 *
 * @param mass not negative; a row of mass 0 stays empty
 * @param softness price τ of the divergence from {@code mass}; {@link #HARD} forbids any
 */
public record Marginal(double[] mass, double softness) {
  /** The softness of masses that must be met. */
  public static final double HARD = Double.POSITIVE_INFINITY;

  public Marginal {
    mass = mass.clone();
    if (!(softness > 0)) {
      throw new IllegalArgumentException("softness must be more than 0, got " + softness);
    }
    double total = 0;
    for (double m : mass) {
      if (!(m >= 0) || m == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "masses must be finite and not negative, got " + Arrays.toString(mass));
      }
      total += m;
    }
    if (total == 0) {
      throw new IllegalArgumentException("no mass: all " + mass.length + " masses are 0");
    }
  }

  /** Masses of exactly 1, as summary sentences have them. */
  public static Marginal ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new Marginal(ones, HARD);
  }

  boolean isHard() {
    return softness == HARD;
  }

  int size() {
    return mass.length;
  }

  double total() {
    return Sums.of(mass);
  }

  /** How far the update of a potential goes: 1 for hard masses, τ/(τ+ε) for soft ones. */
  double step(double epsilon) {
    return isHard() ? 1 : softness / (softness + epsilon);
  }

  /** τ·KL(sums‖mass), 0 for hard masses. */
  double divergence(double[] sums) {
    double divergence = 0;
    for (int i = 0; i < mass.length && !isHard(); i++) {
      double log = sums[i] > 0 ? sums[i] * Math.log(sums[i] / mass[i]) : 0;
      divergence += log - sums[i] + mass[i];
    }
    return isHard() ? 0 : softness * divergence;
  }

  /** This side's part of the dual objective. */
  double dual(double[] potential) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      if (mass[i] > 0) {
        sum +=
            isHard()
                ? mass[i] * potential[i]
                : -softness * mass[i] * Math.expm1(-potential[i] / softness);
      }
    }
    return sum;
  }
}
