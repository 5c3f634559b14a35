package org.precis.train;

import java.util.Map;
import java.util.TreeMap;
import org.precis.train.objective.LossParts;

/**
 * What a validation found.
 *
 * @param step updates done before
 * @param losses over all validation examples
 * @param metrics of generated texts by name, sorted; empty where none are generated
 * @param score what decides about the best; higher is better
 * @param seconds that it took
 */
public record ValidationReport(
    long step, LossParts losses, Map<String, Double> metrics, double score, double seconds) {
  public ValidationReport {
    metrics = new TreeMap<>(metrics);
  }
}
