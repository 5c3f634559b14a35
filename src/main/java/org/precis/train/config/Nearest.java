package org.precis.train.config;

import java.util.Collection;
import java.util.Comparator;

/** The known word that a wrong one was meant to be. */
final class Nearest {
  private Nearest() {}

  /** The word with the smallest edit distance (Levenshtein), the first one on a tie. */
  static String of(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(word, each)))
        .orElseThrow(() -> new IllegalArgumentException("no word is known"));
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
