package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.eval.NgramCounts;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.WordTokenizer;

/**
 * ROUGE (Lin 2004) with the arithmetic of Google's {@code rouge_score}. Texts are scored one by
 * one; a corpus is the mean over its texts, empty predictions included. Thread-safe.
 *
 * <p>For ROUGE-Lsum a text has one sentence a line. Without line breaks it equals ROUGE-L but for
 * words that are counted once only.
 */
public final class Rouge {
  private final WordTokenizer words;
  private final WordTokenizer lineWords;

  /**
   * ROUGE over these tokenizers.
   *
   * @param words cuts whole texts, for ROUGE-N and ROUGE-L
   * @param lineWords cuts single lines, for ROUGE-Lsum
   */
  Rouge(WordTokenizer words, WordTokenizer lineWords) {
    this.words = words;
    this.lineWords = lineWords;
  }

  /** ROUGE as {@code rouge_score} has it: English letters and digits, stemmed or not. */
  public static Rouge google(boolean stem) {
    WordTokenizer tokenizer = new GoogleTokenizer(stem);
    return new Rouge(tokenizer, tokenizer);
  }

  /**
   * ROUGE as XL-Sum and CrossSum report it, for texts in any language.
   *
   * @param language BCP 47 tag of the summaries; {@code und} where unknown
   * @param stem whether words are stemmed where the language has a stemmer
   */
  public static Rouge multilingual(String language, boolean stem) {
    MultilingualTokenizer tokenizer = new MultilingualTokenizer(language, stem);
    return new Rouge(tokenizer, tokenizer.lineWords());
  }

  /** The words that ROUGE-N and ROUGE-L compare. */
  public List<String> tokens(String text) {
    return words.tokens(text);
  }

  /** All four scores. */
  public RougeScores score(String reference, String prediction) {
    List<String> r = words.tokens(reference);
    List<String> p = words.tokens(prediction);
    return new RougeScores(
        ngrams(r, p, 1), ngrams(r, p, 2), longest(r, p), lineSum(reference, prediction));
  }

  /**
   * All four scores against several references, each score that of the reference with the highest
   * F, the first one on a tie.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public RougeScores score(List<String> references, String prediction) {
    return references.stream()
        .map(reference -> score(reference, prediction))
        .reduce(RougeScores::best)
        .orElseThrow(
            () -> new IllegalArgumentException("a prediction needs at least one reference, got 0"));
  }

  /** ROUGE-N of tokens: matches are clipped by the count in the other text. */
  public static PrecisionRecall ngrams(List<String> reference, List<String> prediction, int n) {
    NgramCounts r = NgramCounts.of(reference, n);
    NgramCounts p = NgramCounts.of(prediction, n);
    return PrecisionRecall.ofCounts(r.overlap(p), p.total(), r.total());
  }

  /** ROUGE-L of tokens. */
  public static PrecisionRecall longest(List<String> reference, List<String> prediction) {
    int length = CommonSubsequence.length(reference, prediction);
    return PrecisionRecall.ofCounts(length, prediction.size(), reference.size());
  }

  private PrecisionRecall lineSum(String reference, String prediction) {
    return longestSum(lines(reference), lines(prediction));
  }

  /**
   * ROUGE-Lsum of tokenised sentences: for each reference sentence the union of its longest common
   * subsequences with the prediction's sentences, no word counted oftener than either text has it.
   */
  public static PrecisionRecall longestSum(
      List<List<String>> reference, List<List<String>> prediction) {
    Map<String, Integer> leftOfReference = counts(reference);
    Map<String, Integer> leftOfPrediction = counts(prediction);
    int hits = 0;
    for (List<String> sentence : reference) {
      BitSet marked = new BitSet();
      prediction.forEach(other -> CommonSubsequence.mark(sentence, other, marked));
      for (int i = marked.nextSetBit(0); i >= 0; i = marked.nextSetBit(i + 1)) {
        String token = sentence.get(i);
        if (leftOfReference.get(token) > 0 && leftOfPrediction.get(token) > 0) {
          hits++;
          leftOfReference.merge(token, -1, Integer::sum);
          leftOfPrediction.merge(token, -1, Integer::sum);
        }
      }
    }
    return PrecisionRecall.ofCounts(hits, size(prediction), size(reference));
  }

  private List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(lineWords.tokens(line));
    }
    return lines;
  }

  private static Map<String, Integer> counts(List<List<String>> sentences) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(s -> s.forEach(token -> counts.merge(token, 1, Integer::sum)));
    return counts;
  }

  private static int size(List<List<String>> sentences) {
    return sentences.stream().mapToInt(List::size).sum();
  }
}
