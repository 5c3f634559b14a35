package org.precis.decode;

import java.util.ArrayList;
import java.util.List;
import org.precis.model.ModelSpec;

/**
 * The processors that some options ask for, in Hugging Face's order: repetition penalty, repeated
 * n-grams, the source's n-grams, bad words, least length, forced tokens, suppressed tokens. The
 * order only matters where penalties meet bans and bans meet forced tokens, and there {@link
 * org.precis.model.ScoreEdits} keeps it; a token both forced and suppressed is refused by {@link
 * DecodeOptions}. Immutable.
 */
final class ProcessorChain implements LogitsProcessor {
  private final List<LogitsProcessor> processors;

  private ProcessorChain(List<LogitsProcessor> processors) {
    this.processors = List.copyOf(processors);
  }

  /**
   * The processors for a batch.
   *
   * @param sentenceEnd token at the end of each sentence; {@link DecodeOptions#NO_TOKEN} where
   *     sentences are not counted
   * @throws IllegalArgumentException if an option names a token outside the vocabulary, or a length
   *     beyond the model's
   */
  static ProcessorChain of(
      DecodeOptions options, ModelSpec spec, List<int[]> sources, int sentenceEnd) {
    checkTokens(options, spec.targetVocabularySize());
    checkToken("the sentence end", sentenceEnd, spec.targetVocabularySize());
    if (options.maxNewTokens() > spec.maxTargetTokens()) {
      throw new IllegalArgumentException(
          "max_length is %d; this model decodes at most %d tokens, the start token included"
              .formatted(options.maxLength(), spec.maxTargetTokens() + 1L));
    }
    List<LogitsProcessor> chain = new ArrayList<>();
    if (options.repetitionPenalty() != 1f) {
      chain.add(new RepetitionPenalty());
    }
    if (options.noRepeatNgramSize() > 0) {
      chain.add(new NoRepeatNgram(options.noRepeatNgramSize(), sentenceEnd));
    }
    if (options.encoderNoRepeatNgramSize() > 0) {
      chain.add(new EncoderNoRepeatNgram(options.encoderNoRepeatNgramSize(), sources));
    }
    if (!options.badWords().isEmpty()) {
      chain.add(new BadWords(options.badWords(), spec.eosToken()));
    }
    if (options.minLength() > 1) {
      chain.add(new MinLength(options.minLength(), spec.eosToken()));
    }
    if (sentenceEnd != DecodeOptions.NO_TOKEN) {
      chain.add(new NoEmptySentence(sentenceEnd, options.forcedBosToken()));
    }
    if (options.forcedBosToken() != DecodeOptions.NO_TOKEN
        || options.forcedEosToken() != DecodeOptions.NO_TOKEN) {
      chain.add(
          new ForcedTokens(
              options.forcedBosToken(), options.forcedEosToken(), options.maxLength()));
    }
    if (!options.suppressTokens().isEmpty()) {
      chain.add(new SuppressTokens(options.suppressTokens()));
    }
    return new ProcessorChain(chain);
  }

  private static void checkTokens(DecodeOptions options, int vocabularySize) {
    checkToken("forced_bos_token_id", options.forcedBosToken(), vocabularySize);
    checkToken("forced_eos_token_id", options.forcedEosToken(), vocabularySize);
    options.suppressTokens().forEach(t -> checkToken("suppress_tokens", t, vocabularySize));
    options
        .badWords()
        .forEach(word -> word.forEach(t -> checkToken("bad_words_ids", t, vocabularySize)));
  }

  private static void checkToken(String name, int token, int vocabularySize) {
    if (token >= vocabularySize) {
      throw new IllegalArgumentException(
          name
              + " names token "
              + token
              + ", but the model's vocabulary has "
              + vocabularySize
              + " tokens; are these the settings of another model?");
    }
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    for (LogitsProcessor processor : processors) {
      processor.edit(source, tokens, edits);
    }
  }
}
