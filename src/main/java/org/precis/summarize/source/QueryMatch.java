package org.precis.summarize.source;

import java.util.Arrays;
import java.util.List;

/**
 * How far texts answer a query, by the words and parts of words that they share, in any language
 * and with no index. Stateless.
 */
public final class QueryMatch {
  /** A part of a word says less than the word. */
  private static final double GRAM_WEIGHT = 0.4;

  private QueryMatch() {}

  /**
   * The match of each text: how much of the query it has, from 0 to 1, rare features counting more
   * than those that most of the texts have.
   *
   * @param query words, in any order
   * @param texts texts of one document
   */
  public static double[] of(String query, List<String> texts) {
    int[] wanted = SentenceFeatures.of(query).hashes();
    double[][] has = new double[texts.size()][wanted.length];
    double[] holders = new double[wanted.length];
    for (int i = 0; i < has.length; i++) {
      // Features are bounded by sentence; a long text is looked at line by line.
      for (String line : texts.get(i).split("\n+|(?<=[.!?。।])\\s+", -1)) {
        for (int hash : SentenceFeatures.of(line).hashes()) {
          int at = Arrays.binarySearch(wanted, hash);
          if (at >= 0) {
            has[i][at] = 1;
          }
        }
      }
      for (int j = 0; j < wanted.length; j++) {
        holders[j] += has[i][j];
      }
    }
    double[] match = new double[texts.size()];
    double all = 0;
    for (int j = 0; j < wanted.length; j++) {
      double rarity = Math.log((texts.size() + 1.0) / Math.max(holders[j], 1));
      double weight = SentenceFeatures.isWord(wanted[j]) ? rarity : GRAM_WEIGHT * rarity;
      all += weight;
      for (int i = 0; i < match.length; i++) {
        match[i] += weight * has[i][j];
      }
    }
    for (int i = 0; i < match.length; i++) {
      match[i] = all == 0 ? 0 : match[i] / all;
    }
    return match;
  }
}
