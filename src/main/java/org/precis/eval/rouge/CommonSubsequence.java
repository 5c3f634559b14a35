package org.precis.eval.rouge;

import java.util.BitSet;
import java.util.List;

/** Longest common subsequences of token lists. */
final class CommonSubsequence {
  private CommonSubsequence() {}

  /** The length of the longest ones, in memory of one row. */
  static int length(List<String> reference, List<String> prediction) {
    int[] row = new int[prediction.size() + 1];
    for (String token : reference) {
      int diagonal = 0;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        row[j] = token.equals(prediction.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[prediction.size()];
  }

  /**
   * Marks the tokens of {@code reference} that belong to one of the longest ones. Which one decides
   * ROUGE-Lsum: from the end, equal tokens are taken; otherwise the step goes back in the
   * prediction only if that is strictly better.
   */
  static void mark(List<String> reference, List<String> prediction, BitSet marked) {
    int[][] table = table(reference, prediction);
    int i = reference.size();
    int j = prediction.size();
    while (i > 0 && j > 0) {
      if (reference.get(i - 1).equals(prediction.get(j - 1))) {
        marked.set(i - 1);
        i--;
        j--;
      } else if (table[i][j - 1] > table[i - 1][j]) {
        j--;
      } else {
        i--;
      }
    }
  }

  private static int[][] table(List<String> reference, List<String> prediction) {
    int[][] table = new int[reference.size() + 1][prediction.size() + 1];
    for (int i = 1; i <= reference.size(); i++) {
      for (int j = 1; j <= prediction.size(); j++) {
        table[i][j] =
            reference.get(i - 1).equals(prediction.get(j - 1))
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    return table;
  }
}
