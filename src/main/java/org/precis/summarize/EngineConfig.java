package org.precis.summarize;

import java.util.Map;
import java.util.Optional;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.OutputTokens;

/**
 * Configuration of an engine. Immutable; equal configurations share one engine.
 *
 * @param name the engine's name
 * @param model directory of the model in Hugging Face's layout; empty for an extractive engine
 * @param device where the model runs: {@code cpu}, {@code gpu}, {@code gpu:N} or {@code auto}
 * @param precision how the model's weights are kept
 * @param tablesInFile whether embedding tables stay in the model's files instead of memory
 * @param outputVocabulary tokens that the model may decode: {@code all}, {@code language} for those
 *     that its language is written with, or a file that lists them, by its path from the model's
 *     directory
 * @param threads threads of one operation of the model, for the whole process
 * @param workers batches that run side by side
 * @param queue summaries that may wait for the model; more are answered by the fallback
 * @param batchSize most documents that are summarised together
 * @param batchTokens most source tokens of a batch, padding included; a longer document is a batch
 *     of its own
 * @param maxSourceTokens tokens of a document that the model reads; the rest is cut, and said
 * @param minSourceCharacters shorter documents are skipped
 * @param cacheMegabytes size of the cache
 * @param prefix text put before a document, such as T5's {@code "summarize: "}
 * @param language BCP 47 tag of the model's summaries
 * @param checks whether a model's summary is checked before it is shown
 * @param noRepeatNgram size of the n-grams that no summary has twice; {@link
 *     SummaryOptions#MODEL_DEFAULT} for the model's own
 * @param timeoutMillis time for a summary where the request sets none
 * @param sections when and how documents are summarised by sections
 * @param caps the most that a request may ask for
 * @param defaults options of a request that says nothing
 */
public record EngineConfig(
    String name,
    String model,
    String device,
    Precision precision,
    boolean tablesInFile,
    String outputVocabulary,
    int threads,
    int workers,
    int queue,
    int batchSize,
    int batchTokens,
    int maxSourceTokens,
    int minSourceCharacters,
    int cacheMegabytes,
    String prefix,
    String language,
    boolean checks,
    int noRepeatNgram,
    int timeoutMillis,
    SectionSettings sections,
    SummaryOptions.Caps caps,
    SummaryOptions defaults) {

  private static final int MOST = 1 << 20;
  private static final String ALL_TOKENS = "all";
  private static final String TOKENS_OF_THE_LANGUAGE = "language";

  /** What an engine summarises with. */
  private enum Type {
    EXTRACTIVE,
    MODEL
  }

  /** Checks that an engine has a name. */
  public EngineConfig {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an engine needs a name that is not blank");
    }
    if (outputVocabulary.isEmpty()) {
      throw new IllegalArgumentException(
          "'outputVocabulary' must be all, language, or the path of a file that lists tokens; it is empty");
    }
  }

  /** True if the engine has a model, or should have one. */
  public boolean hasModel() {
    return !model.isEmpty();
  }

  /** How the model is packed to serve. */
  ServingOptions serving() {
    return new ServingOptions(precision, tablesInFile, Optional.empty());
  }

  /** Which tokens the model may decode. */
  OutputTokens outputs() {
    return switch (outputVocabulary) {
      case ALL_TOKENS -> OutputTokens.ALL;
      case TOKENS_OF_THE_LANGUAGE -> OutputTokens.ofLanguage(language);
      default -> OutputTokens.ofFile(outputVocabulary);
    };
  }

  /**
   * Reads a configuration from strings. Keys are the component names of this record, but {@code
   * type} ({@code extractive} or {@code model}; default: by whether there is a {@code model}),
   * {@code cacheMegabytes}, {@code timeAllowed}, {@code maxLengthCap}, {@code beamsCap}, {@code
   * sentencesCap}, those of {@link SectionSettings} ({@code autoSectionsCharacters} for {@code
   * autoCharacters}, {@code sectionCounter} for {@code counter}), and the keys of {@link
   * SummaryOptions#parse}, which are the defaults of requests.
   *
   * @throws IllegalArgumentException for an unknown key (the message lists the known ones) or a bad
   *     value
   */
  public static EngineConfig parse(String name, Map<String, String> values) {
    Settings settings = new Settings(values);
    String model = settings.text("model", "");
    Type type = settings.choice("type", model.isEmpty() ? Type.EXTRACTIVE : Type.MODEL);
    if (type == Type.MODEL && model.isEmpty()) {
      throw new IllegalArgumentException(
          "type 'model' needs 'model', the directory of an encoder–decoder");
    }
    SummaryOptions.Caps caps =
        new SummaryOptions.Caps(
            settings.integer("maxLengthCap", 512, 2, MOST),
            settings.integer("beamsCap", 8, 1, 64),
            settings.integer("sentencesCap", 20, 1, 1000));
    EngineConfig config =
        new EngineConfig(
            name,
            type == Type.MODEL ? model : "",
            settings.text("device", "cpu"),
            settings.choice("precision", Precision.AUTO),
            settings.flag("tablesInFile", false),
            settings.text("outputVocabulary", ALL_TOKENS),
            settings.integer("threads", Runtime.getRuntime().availableProcessors(), 1, 1024),
            settings.integer("workers", 1, 1, 64),
            settings.integer("queue", 32, 1, MOST),
            settings.integer("batchSize", 8, 1, 1024),
            settings.integer("batchTokens", 8192, 1, 1 << 24),
            settings.integer("maxSourceTokens", 512, 2, MOST),
            settings.integer("minSourceCharacters", 40, 1, MOST),
            settings.integer("cacheMegabytes", 64, 0, MOST),
            settings.verbatim("prefix", ""),
            settings.text("language", "en"),
            settings.flag("checks", true),
            settings.integer("noRepeatNgram", SummaryOptions.MODEL_DEFAULT, 0, 100),
            settings.integer("timeAllowed", 10_000, 1, 3_600_000),
            SectionSettings.parse(settings),
            caps,
            SummaryOptions.engineDefaults(settings, caps));
    settings.refuseOthers();
    return config;
  }
}
