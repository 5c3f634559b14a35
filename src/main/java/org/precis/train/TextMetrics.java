package org.precis.train;

import java.util.Map;
import org.precis.train.data.TokenStore;

/** Figures of texts that a model generates. */
@FunctionalInterface
public interface TextMetrics {
  /** Generates nothing. */
  TextMetrics NONE = examples -> Map.of();

  /** Generates and compares with the targets; figures by name. */
  Map<String, Double> measure(TokenStore examples);
}
