package org.precis.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.precis.token.LanguageTokens;
import org.precis.token.Tokenizer;

/**
 * Generation settings that a checkpoint brings along: those of {@code generation_config.json}, and
 * for each that it lacks the one of {@code config.json}, where old checkpoints keep them.
 */
final class GenerationDefaults {
  private static final String FORCED_FIRST = "forced_bos_token_id";

  static final String NAME = "generation_config.json";
  private static final long MAX_BYTES = 10_000_000;

  /** Settings of {@code config.json} that steer generation (Hugging Face's PretrainedConfig). */
  private static final List<String> LEGACY =
      List.of(
          "bad_words_ids",
          "bos_token_id",
          "decoder_start_token_id",
          "diversity_penalty",
          "do_sample",
          "early_stopping",
          "encoder_no_repeat_ngram_size",
          "eos_token_id",
          "forced_bos_token_id",
          "forced_eos_token_id",
          LoadedModel.LEAD_SENTENCES,
          "length_penalty",
          "max_length",
          "max_new_tokens",
          "min_length",
          "min_new_tokens",
          "no_repeat_ngram_size",
          "num_beams",
          "num_return_sequences",
          "pad_token_id",
          "repetition_penalty",
          LoadedModel.SENTENCE_END,
          "suppress_tokens");

  /** Notes of the writing program, no settings. */
  private static final List<String> NOTES = List.of("_from_model_config", "transformers_version");

  private GenerationDefaults() {}

  /**
   * The content of a model directory's {@code generation_config.json}, if it has one.
   *
   * @throws ModelFormatException if it is not a JSON object
   */
  static Optional<ObjectNode> read(Path directory) {
    Path file = directory.resolve(NAME);
    return Files.exists(file) ? Optional.of(StrictJson.object(file, MAX_BYTES)) : Optional.empty();
  }

  /**
   * The settings of {@code config.json}, as strings: numbers and flags as JSON writes them, lists
   * as JSON. {@code task_specific_params} are left out, as in Hugging Face's {@code generate}.
   */
  static Map<String, String> of(ObjectNode config) {
    Map<String, String> settings = new TreeMap<>();
    LEGACY.forEach(key -> put(settings, key, config.path(key)));
    return settings;
  }

  /** The settings of {@code generation_config.json} over those of {@code config.json}. */
  static Map<String, String> of(ObjectNode config, ObjectNode generation) {
    Map<String, String> settings = of(config);
    generation
        .fields()
        .forEachRemaining(
            field -> {
              if (!NOTES.contains(field.getKey())) {
                put(settings, field.getKey(), field.getValue());
              }
            });
    return settings;
  }

  /**
   * A model's defaults for texts in a language: with its token as the first one, where the model is
   * told by that and its defaults name none.
   *
   * @param language BCP 47 tag
   * @param model its name, for messages
   * @throws IllegalArgumentException if the model has to be told the language and does not know it
   */
  static Map<String, String> writing(
      String language, Tokenizer tokenizer, String model, Map<String, String> defaults) {
    Optional<LanguageTokens> languages =
        tokenizer.languages().filter(LanguageTokens::forcesFirstToken);
    if (languages.isEmpty() || defaults.containsKey(FORCED_FIRST)) {
      return defaults;
    }
    LanguageTokens known = languages.get();
    OptionalInt token = known.firstToken(language);
    if (token.isEmpty()) {
      throw new IllegalArgumentException(
          "the model '%s' has no token for the language '%s' that it is to write in; it has %s"
              .formatted(model, language, String.join(", ", known.codes())));
    }
    Map<String, String> settings = new TreeMap<>(defaults);
    settings.put(FORCED_FIRST, Integer.toString(token.getAsInt()));
    return settings;
  }

  private static void put(Map<String, String> settings, String key, JsonNode value) {
    if (value.isTextual()) {
      settings.put(key, value.asText());
    } else if (!value.isMissingNode() && !value.isNull()) {
      settings.put(key, value.toString());
    }
  }
}
