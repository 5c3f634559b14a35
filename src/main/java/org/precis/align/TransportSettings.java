package org.precis.align;

/**
 * How UOTSumm's transport problem is set and solved.
 *
 * @param epsilon ε of the entropy
 * @param tau τ of the divergence from the counts
 * @param rescale whether costs are divided by their maximum
 * @param tolerance at which the solver stops
 * @param maxIterations after which it stops in any case
 */
public record TransportSettings(
    double epsilon, double tau, boolean rescale, double tolerance, int maxIterations) {

  /** The authors' code: "plan 1" of its configuration, with our exact solver. */
  public static final TransportSettings DEFAULT =
      new TransportSettings(.006, .03, true, 1e-9, 2000);

  /** "Plan 2" of the same configuration: softer alignments. */
  public static final TransportSettings SOFT = new TransportSettings(.05, .3, true, 1e-9, 2000);

  public TransportSettings {
    if (!(epsilon > 0) || !(tau > 0)) {
      throw new IllegalArgumentException(
          "epsilon and tau must be more than 0, got " + epsilon + " and " + tau);
    }
  }
}
