package org.precis.summarize;

import java.util.Map;

/**
 * Configuration of an engine. Equal configurations share one engine.
 *
 * @param name the engine's name
 * @param defaults options of a request that says nothing
 */
public record EngineConfig(String name, SummaryOptions defaults) {

  /**
   * Reads a configuration from strings.
   *
   * @throws IllegalArgumentException for an unknown key (the message lists the known ones) or a bad
   *     value
   */
  public static EngineConfig parse(String name, Map<String, String> values) {
    return new EngineConfig(
        name,
        new SummaryOptions(
            SummaryMode.AUTO, 0, 84, 4, 1f, 3, Fallback.EXTRACTIVE, CacheUse.TRUE, false));
  }
}
