package org.precis.decode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.precis.model.ModelSpec;

/**
 * The rules on what may follow, written a second time on an array of scores and lists of tokens, in
 * Hugging Face's order.
 *
 * @param spec the model's special tokens
 * @param source the source
 * @param options the rules
 */
record ReferenceProcessors(ModelSpec spec, int[] source, DecodeOptions options) {
  void apply(int[] tokens, float[] scores) {
    List<Integer> decoded = IntStream.of(tokens).boxed().toList();
    for (int token : new HashSet<>(decoded)) {
      float penalty = options.repetitionPenalty();
      scores[token] = scores[token] < 0 ? scores[token] * penalty : scores[token] / penalty;
    }
    List<Integer> encoded = IntStream.of(source).boxed().toList();
    for (int token = 0; token < scores.length; token++) {
      if (completes(decoded, token, ngrams(decoded, options.noRepeatNgramSize()))
          || completes(decoded, token, ngrams(encoded, options.encoderNoRepeatNgramSize()))
          || isBad(decoded, token)
          || (token == spec.eosToken() && decoded.size() < options.minLength())) {
        scores[token] = Float.NEGATIVE_INFINITY;
      }
    }
    if (decoded.size() == 1) {
      force(options.forcedBosToken(), scores);
    }
    if (decoded.size() == options.maxLength() - 1) {
      force(options.forcedEosToken(), scores);
    }
    options.suppressTokens().forEach(token -> scores[token] = Float.NEGATIVE_INFINITY);
  }

  private static Set<List<Integer>> ngrams(List<Integer> tokens, int size) {
    Set<List<Integer>> ngrams = new HashSet<>();
    for (int start = 0; size > 0 && start + size <= tokens.size(); start++) {
      ngrams.add(tokens.subList(start, start + size));
    }
    return ngrams;
  }

  /** True if the last n tokens, {@code token} being the last of them, are one of the n-grams. */
  private static boolean completes(List<Integer> decoded, int token, Set<List<Integer>> ngrams) {
    return ngrams.stream().anyMatch(ngram -> isSuffix(ngram, decoded, token));
  }

  private boolean isBad(List<Integer> decoded, int token) {
    return options.badWords().stream()
        .filter(word -> !word.equals(List.of(spec.eosToken())))
        .filter(word -> word.size() == 1 || word.size() <= decoded.size())
        .anyMatch(word -> isSuffix(word, decoded, token));
  }

  private static boolean isSuffix(List<Integer> ngram, List<Integer> decoded, int token) {
    int from = decoded.size() + 1 - ngram.size();
    return from >= 0
        && ngram.get(ngram.size() - 1) == token
        && ngram.subList(0, ngram.size() - 1).equals(decoded.subList(from, decoded.size()));
  }

  private static void force(int forced, float[] scores) {
    for (int token = 0; token < scores.length && forced != DecodeOptions.NO_TOKEN; token++) {
      scores[token] = token == forced ? 0f : Float.NEGATIVE_INFINITY;
    }
  }
}
