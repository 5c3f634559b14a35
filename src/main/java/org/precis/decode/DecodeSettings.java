package org.precis.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Reads {@link DecodeOptions} from strings under Hugging Face's names. Every name of transformers'
 * {@code GenerationConfig} is known: it is either read, or ignored because it cannot change what a
 * beam or greedy search finds, or accepted at its neutral value only.
 */
final class DecodeSettings {
  /** What each setting does to a builder, in the order of application. */
  private static final Map<String, BiConsumer<DecodeOptions.Builder, GenerationSetting>> READ =
      new LinkedHashMap<>();

  static {
    READ.put("num_beams", (builder, setting) -> builder.numBeams(setting.integer()));
    READ.put("max_length", (builder, setting) -> builder.maxLength(setting.integer()));
    READ.put("max_new_tokens", (builder, setting) -> builder.maxNewTokens(setting.integer()));
    READ.put("min_length", (builder, setting) -> builder.minLength(setting.integer()));
    READ.put("min_new_tokens", (builder, setting) -> builder.minNewTokens(setting.integer()));
    READ.put("length_penalty", (builder, setting) -> builder.lengthPenalty(setting.number()));
    READ.put("early_stopping", (builder, setting) -> builder.earlyStopping(setting.stopping()));
    READ.put(
        "no_repeat_ngram_size", (builder, setting) -> builder.noRepeatNgramSize(setting.integer()));
    READ.put(
        "encoder_no_repeat_ngram_size",
        (builder, setting) -> builder.encoderNoRepeatNgramSize(setting.integer()));
    READ.put(
        "repetition_penalty", (builder, setting) -> builder.repetitionPenalty(setting.number()));
    READ.put("forced_bos_token_id", (builder, setting) -> builder.forcedBosToken(setting.token()));
    READ.put("forced_eos_token_id", (builder, setting) -> builder.forcedEosToken(setting.token()));
    READ.put("bad_words_ids", (builder, setting) -> builder.badWords(setting.sequences()));
    READ.put("suppress_tokens", (builder, setting) -> builder.suppressTokens(setting.tokens()));
    READ.put(
        "num_return_sequences",
        (builder, setting) -> builder.numReturnSequences(setting.integer()));
  }

  private static final Set<String> IGNORED =
      Set.of(
          // Sampling.
          "do_sample",
          "temperature",
          "top_k",
          "top_p",
          "top_h",
          "min_p",
          "typical_p",
          "epsilon_cutoff",
          "eta_cutoff",
          // Special tokens: the model's specification has them.
          "pad_token_id",
          "bos_token_id",
          "decoder_start_token_id",
          // Ours, for those who count sentences (see SentenceLimits), or read them one by one.
          "sentence_end_token_id",
          "lead_sentences",
          // Caches, memory and compilation.
          "use_cache",
          "cache_implementation",
          "cache_config",
          "return_legacy_cache",
          "prefill_chunk_size",
          "low_memory",
          "disable_compile",
          "compile_config",
          "continuous_batching_config",
          // Assisted generation, which is exact.
          "is_assistant",
          "num_assistant_tokens",
          "num_assistant_tokens_schedule",
          "assistant_confidence_threshold",
          "assistant_early_exit",
          "assistant_lookbehind",
          "target_lookbehind",
          "prompt_lookup_num_tokens",
          "max_matching_ngram_size",
          // What is returned beside the sequences.
          "output_attentions",
          "output_hidden_states",
          "output_scores",
          "output_logits",
          "return_dict_in_generate",
          // Numbers that are not finite fail here instead of being replaced.
          "remove_invalid_values",
          // Where the file comes from.
          "generation_kwargs",
          "_from_model_config",
          "transformers_version");

  /** Settings that would change the result, each with the only value accepted; empty for none. */
  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("num_beam_groups", "1"),
          Map.entry("diversity_penalty", "0"),
          Map.entry("penalty_alpha", "0"),
          Map.entry("encoder_repetition_penalty", "1"),
          Map.entry("guidance_scale", "1"),
          Map.entry("renormalize_logits", "false"),
          Map.entry("token_healing", "false"),
          Map.entry("force_words_ids", ""),
          Map.entry("constraints", ""),
          Map.entry("sequence_bias", ""),
          Map.entry("begin_suppress_tokens", ""),
          Map.entry("forced_decoder_ids", ""),
          Map.entry("exponential_decay_length_penalty", ""),
          Map.entry("stop_strings", ""),
          Map.entry("max_time", ""),
          Map.entry("watermarking_config", ""),
          Map.entry("dola_layers", ""));

  private static final String END_TOKEN = "eos_token_id";

  private DecodeSettings() {}

  static DecodeOptions read(Map<String, String> settings, DecodeOptions defaults) {
    settings.forEach(DecodeSettings::checkKnown);
    DecodeOptions.Builder builder = defaults.toBuilder();
    READ.forEach(
        (name, apply) -> {
          String value = settings.get(name);
          if (value != null) {
            apply.accept(builder, new GenerationSetting(name, value));
          }
        });
    return builder.build();
  }

  private static void checkKnown(String name, String value) {
    if (READ.containsKey(name) || IGNORED.contains(name)) {
      return;
    }
    GenerationSetting setting = new GenerationSetting(name, value);
    if (name.equals(END_TOKEN)) {
      setting.token(); // The model's specification has it; several would end sequences elsewhere.
      return;
    }
    String neutral = UNSUPPORTED.get(name);
    if (neutral == null) {
      Set<String> known = new TreeSet<>(READ.keySet());
      throw new IllegalArgumentException(
          "'" + name + "' is no generation setting; those that are read are " + known);
    }
    if (!setting.isNeutral(neutral)) {
      throw new IllegalArgumentException(
          name
              + " is not supported"
              + (neutral.isEmpty() ? "" : " but for the value " + neutral)
              + "; it is "
              + value
              + "; remove it from the generation settings");
    }
  }
}
