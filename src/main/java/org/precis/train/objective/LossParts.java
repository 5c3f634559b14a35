package org.precis.train.objective;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is minimised, and figures that belong to it.
 *
 * @param loss the value that gradients belong to
 * @param parts its parts and other figures by name, sorted
 */
public record LossParts(double loss, Map<String, Double> parts) {
  /** Nothing yet. */
  public static final LossParts ZERO = new LossParts(0, Map.of());

  public LossParts {
    parts = new TreeMap<>(parts);
  }

  /** Sums, part by part. */
  public LossParts plus(LossParts other) {
    Map<String, Double> sums = new TreeMap<>(parts);
    other.parts.forEach((name, value) -> sums.merge(name, value, Double::sum));
    return new LossParts(loss + other.loss, sums);
  }
}
