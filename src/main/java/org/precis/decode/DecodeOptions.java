package org.precis.decode;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to search. Meanings and defaults are those of Hugging Face's {@code generate} for
 * encoder–decoder models; error messages use its names. Immutable.
 *
 * <p>Lengths count the decoder start token and, where it is reached, the end token; {@code
 * maxNewTokens} and {@code minNewTokens} are the same limits without the start token.
 *
 * @param numBeams beams; 1 is greedy search
 * @param maxLength greatest length, at least 2
 * @param minLength the end token is ruled out while a sequence is shorter
 * @param lengthPenalty exponent of the length that sums of log-probabilities are divided by: above
 *     0 favours long sequences, below 0 short ones; of no effect on greedy search
 * @param earlyStopping when to stop; of no effect on greedy search
 * @param noRepeatNgramSize size of the n-grams that no sequence has twice; 0 for no such rule
 * @param encoderNoRepeatNgramSize size of the n-grams that no sequence shares with its source; 0
 *     for no such rule
 * @param repetitionPenalty above 1 disfavours tokens that a sequence has already; 1 changes nothing
 * @param forcedBosToken the token after the decoder start token; {@link #NO_TOKEN} for any
 * @param forcedEosToken the last token of a sequence of greatest length; {@link #NO_TOKEN} for any
 * @param badWords token sequences that no sequence contains
 * @param suppressTokens tokens that no sequence contains
 * @param numReturnSequences hypotheses to return, at most {@code numBeams}
 */
public record DecodeOptions(
    int numBeams,
    int maxLength,
    int minLength,
    float lengthPenalty,
    EarlyStopping earlyStopping,
    int noRepeatNgramSize,
    int encoderNoRepeatNgramSize,
    float repetitionPenalty,
    int forcedBosToken,
    int forcedEosToken,
    List<List<Integer>> badWords,
    List<Integer> suppressTokens,
    int numReturnSequences) {

  /** Stands for a forced token where none is forced. */
  public static final int NO_TOKEN = -1;

  /** Twenty new tokens (transformers' {@code _prepare_generated_length}) and the start token. */
  private static final int DEFAULT_MAX_LENGTH = 21;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the setting, its rule and its value
   */
  public DecodeOptions {
    check(numBeams >= 1, "num_beams must be at least 1", numBeams);
    check(
        maxLength >= 2,
        "max_length must be at least 2 (the decoder start token and one more)",
        maxLength);
    check(minLength >= 0, "min_length must not be negative", minLength);
    check(
        minLength <= maxLength,
        "min_length must not exceed max_length (" + maxLength + "); lower one or raise the other",
        minLength);
    check(Float.isFinite(lengthPenalty), "length_penalty must be finite", lengthPenalty);
    Objects.requireNonNull(earlyStopping, "earlyStopping");
    check(
        noRepeatNgramSize >= 0,
        "no_repeat_ngram_size must be 0 (off) or positive",
        noRepeatNgramSize);
    check(
        encoderNoRepeatNgramSize >= 0,
        "encoder_no_repeat_ngram_size must be 0 (off) or positive",
        encoderNoRepeatNgramSize);
    check(
        Float.isFinite(repetitionPenalty) && repetitionPenalty > 0,
        "repetition_penalty must be finite and positive (1 is off)",
        repetitionPenalty);
    check(
        forcedBosToken >= NO_TOKEN,
        "forced_bos_token_id must be a token id, or -1 for none",
        forcedBosToken);
    check(
        forcedEosToken >= NO_TOKEN,
        "forced_eos_token_id must be a token id, or -1 for none",
        forcedEosToken);
    badWords = badWords.stream().map(List::copyOf).toList();
    for (List<Integer> word : badWords) {
      check(!word.isEmpty(), "bad_words_ids must not hold an empty sequence", word);
      check(word.stream().allMatch(t -> t >= 0), "bad_words_ids must hold token ids", word);
    }
    suppressTokens = List.copyOf(suppressTokens);
    check(
        suppressTokens.stream().allMatch(t -> t >= 0),
        "suppress_tokens must hold token ids",
        suppressTokens);
    check(
        !suppressTokens.contains(forcedBosToken),
        "forced_bos_token_id must not be in suppress_tokens; take it out of one of them",
        forcedBosToken);
    check(
        !suppressTokens.contains(forcedEosToken),
        "forced_eos_token_id must not be in suppress_tokens; take it out of one of them",
        forcedEosToken);
    check(
        numReturnSequences >= 1 && numReturnSequences <= numBeams,
        "num_return_sequences must be from 1 to num_beams (" + numBeams + ")",
        numReturnSequences);
  }

  private static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + "; it is " + value);
    }
  }

  /** Options with Hugging Face's defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Reads settings over Hugging Face's defaults; see {@link #parse(Map, DecodeOptions)}.
   *
   * @throws IllegalArgumentException as there
   */
  public static DecodeOptions parse(Map<String, String> settings) {
    return parse(settings, builder().build());
  }

  /**
   * Reads settings over defaults. Keys and values are those of {@code generation_config.json};
   * lists are written as in JSON. {@code max_new_tokens} and {@code min_new_tokens} win over {@code
   * max_length} and {@code min_length}. Settings of sampling, caching, assistants and output are
   * ignored, as are the ids of special tokens, which the model's specification has.
   *
   * @throws IllegalArgumentException for an unknown key (the message lists the known ones), a value
   *     that cannot be read or breaks a rule, or a setting that would change the result but is not
   *     supported
   */
  public static DecodeOptions parse(Map<String, String> settings, DecodeOptions defaults) {
    return DecodeSettings.read(settings, defaults);
  }

  /** Greatest number of tokens after the decoder start token. */
  public int maxNewTokens() {
    return maxLength - 1;
  }

  /** Fewest tokens after the decoder start token before the end token may follow. */
  public int minNewTokens() {
    return Math.max(0, minLength - 1);
  }

  /** True for greedy search. */
  public boolean isGreedy() {
    return numBeams == 1;
  }

  /** Collects options; the checks are made by {@link #build()}. Not thread-safe. */
  public static final class Builder {
    private int numBeams = 1;
    private int maxLength = DEFAULT_MAX_LENGTH;
    private int minLength;
    private float lengthPenalty = 1f;
    private EarlyStopping earlyStopping = EarlyStopping.FALSE;
    private int noRepeatNgramSize;
    private int encoderNoRepeatNgramSize;
    private float repetitionPenalty = 1f;
    private int forcedBosToken = NO_TOKEN;
    private int forcedEosToken = NO_TOKEN;
    private List<List<Integer>> badWords = List.of();
    private List<Integer> suppressTokens = List.of();
    private int numReturnSequences = 1;

    private Builder() {}

    private Builder(DecodeOptions options) {
      numBeams = options.numBeams;
      maxLength = options.maxLength;
      minLength = options.minLength;
      lengthPenalty = options.lengthPenalty;
      earlyStopping = options.earlyStopping;
      noRepeatNgramSize = options.noRepeatNgramSize;
      encoderNoRepeatNgramSize = options.encoderNoRepeatNgramSize;
      repetitionPenalty = options.repetitionPenalty;
      forcedBosToken = options.forcedBosToken;
      forcedEosToken = options.forcedEosToken;
      badWords = options.badWords;
      suppressTokens = options.suppressTokens;
      numReturnSequences = options.numReturnSequences;
    }

    /** Beams; 1 is greedy search. */
    public Builder numBeams(int value) {
      numBeams = value;
      return this;
    }

    /** Greatest length with the decoder start token. */
    public Builder maxLength(int value) {
      maxLength = value;
      return this;
    }

    /** Greatest length without the decoder start token; replaces {@link #maxLength(int)}. */
    public Builder maxNewTokens(int value) {
      check(value >= 1 && value < Integer.MAX_VALUE, "max_new_tokens must be at least 1", value);
      return maxLength(value + 1);
    }

    /** Length, start token included, below which the end token is ruled out. */
    public Builder minLength(int value) {
      minLength = value;
      return this;
    }

    /** Fewest tokens between start and end token; replaces {@link #minLength(int)}. */
    public Builder minNewTokens(int value) {
      check(value >= 0 && value < Integer.MAX_VALUE, "min_new_tokens must not be negative", value);
      return minLength(value + 1);
    }

    /** Exponent of the length. */
    public Builder lengthPenalty(float value) {
      lengthPenalty = value;
      return this;
    }

    /** When to stop. */
    public Builder earlyStopping(EarlyStopping value) {
      earlyStopping = value;
      return this;
    }

    /** Size of n-grams not to be repeated; 0 for no such rule. */
    public Builder noRepeatNgramSize(int value) {
      noRepeatNgramSize = value;
      return this;
    }

    /** Size of n-grams not to be shared with the source; 0 for no such rule. */
    public Builder encoderNoRepeatNgramSize(int value) {
      encoderNoRepeatNgramSize = value;
      return this;
    }

    /** Penalty on tokens used before; 1 for none. */
    public Builder repetitionPenalty(float value) {
      repetitionPenalty = value;
      return this;
    }

    /** Token after the decoder start token; {@link #NO_TOKEN} for any. */
    public Builder forcedBosToken(int value) {
      forcedBosToken = value;
      return this;
    }

    /** Last token at the greatest length; {@link #NO_TOKEN} for any. */
    public Builder forcedEosToken(int value) {
      forcedEosToken = value;
      return this;
    }

    /** Token sequences ruled out. */
    public Builder badWords(List<List<Integer>> value) {
      badWords = value;
      return this;
    }

    /** Tokens ruled out. */
    public Builder suppressTokens(List<Integer> value) {
      suppressTokens = value;
      return this;
    }

    /** Hypotheses to return. */
    public Builder numReturnSequences(int value) {
      numReturnSequences = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException naming the setting that breaks its rule
     */
    public DecodeOptions build() {
      return new DecodeOptions(
          numBeams,
          maxLength,
          minLength,
          lengthPenalty,
          earlyStopping,
          noRepeatNgramSize,
          encoderNoRepeatNgramSize,
          repetitionPenalty,
          forcedBosToken,
          forcedEosToken,
          badWords,
          suppressTokens,
          numReturnSequences);
    }
  }
}
