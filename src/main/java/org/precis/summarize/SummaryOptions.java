package org.precis.summarize;

import java.util.Map;

/**
 * What a request wants of a summary: the engine's defaults, overridden by the request, within the
 * engine's caps. Immutable.
 *
 * @param mode kind of summary
 * @param minLength fewest tokens of a model's summary; {@link #MODEL_DEFAULT} for the model's own
 * @param maxLength most tokens of a model's summary; {@link #MODEL_DEFAULT} for the model's own, 84
 *     if it has none
 * @param beams beams of the search; {@link #MODEL_DEFAULT} for the model's own, 4 if it has none
 * @param lengthPenalty exponent of the length that scores are divided by; not a number for the
 *     model's own
 * @param sentences sentences of an extractive or lead summary
 * @param sectionSentences sentences of a summary by sections, all together; {@link #BY_LENGTH} for
 *     as many as the document's length deserves
 * @param focus what a summary by sections looks at most
 * @param fallback what a document gets when the model cannot answer
 * @param cache how the cache is used
 * @param evidence whether the caller wants source sentences for each summary sentence
 */
public record SummaryOptions(
    SummaryMode mode,
    int minLength,
    int maxLength,
    int beams,
    float lengthPenalty,
    int sentences,
    int sectionSentences,
    Focus focus,
    Fallback fallback,
    CacheUse cache,
    boolean evidence) {

  /** Stands for a number that the model's {@code generation_config.json} decides. */
  public static final int MODEL_DEFAULT = -1;

  /** Stands for a number that a document's length decides. */
  public static final int BY_LENGTH = 0;

  private static final SummaryOptions DEFAULTS =
      new SummaryOptions(
          SummaryMode.AUTO,
          MODEL_DEFAULT,
          MODEL_DEFAULT,
          MODEL_DEFAULT,
          Float.NaN,
          3,
          BY_LENGTH,
          Focus.NONE,
          Fallback.EXTRACTIVE,
          CacheUse.TRUE,
          false);

  private static final float LENGTH_PENALTY_BOUND = 10f;

  /**
   * Checks that the lengths fit.
   *
   * @throws IllegalArgumentException if {@code minLength} exceeds {@code maxLength}
   */
  public SummaryOptions {
    if (maxLength != MODEL_DEFAULT && minLength > maxLength) {
      throw new IllegalArgumentException(
          String.format(
              "'minLength' must not exceed 'maxLength', got %d and %d; lower one or raise the other",
              minLength, maxLength));
    }
  }

  /**
   * Reads options from strings. Keys are the request parameters without their prefix {@code
   * summarize.}: {@code mode}, {@code minLength}, {@code maxLength}, {@code beams}, {@code
   * lengthPenalty}, {@code sentences}, {@code focus}, {@code fallback}, {@code cache}, {@code
   * evidence}.
   *
   * @throws IllegalArgumentException for an unknown key, a value that cannot be read, or one beyond
   *     the engine's caps; the message has the rule, the value and the remedy
   */
  public static SummaryOptions parse(Map<String, String> values, EngineConfig engine) {
    Settings settings = new Settings(values);
    SummaryOptions options = read(settings, engine.defaults(), engine.caps());
    settings.refuseOthers();
    return options;
  }

  /** Reads the options among an engine's settings, where they are its defaults. */
  static SummaryOptions engineDefaults(Settings settings, Caps caps) {
    return read(settings, DEFAULTS, caps);
  }

  private static SummaryOptions read(Settings settings, SummaryOptions otherwise, Caps caps) {
    return new SummaryOptions(
        settings.choice("mode", otherwise.mode),
        settings.integer("minLength", otherwise.minLength, 0, caps.maxLength()),
        settings.integer("maxLength", otherwise.maxLength, 2, caps.maxLength()),
        settings.integer("beams", otherwise.beams, 1, caps.beams()),
        settings.number(
            "lengthPenalty", otherwise.lengthPenalty, -LENGTH_PENALTY_BOUND, LENGTH_PENALTY_BOUND),
        settings.integer("sentences", otherwise.sentences, 1, caps.sentences()),
        settings.integer("sentences", otherwise.sectionSentences, 1, caps.sentences()),
        settings.choice("focus", otherwise.focus),
        settings.choice("fallback", otherwise.fallback),
        settings.choice("cache", otherwise.cache),
        settings.flag("evidence", otherwise.evidence));
  }

  /**
   * The most that a request may ask for.
   *
   * @param maxLength tokens
   * @param beams beams
   * @param sentences sentences of a summary that is extractive, lead or by sections
   */
  public record Caps(int maxLength, int beams, int sentences) {}
}
