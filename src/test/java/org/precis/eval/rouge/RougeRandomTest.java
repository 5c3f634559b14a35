package org.precis.eval.rouge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.precis.eval.PrecisionRecall;

/** What holds for any two texts. Replay with {@code -Dtests.seed}. */
class RougeRandomTest {
  private final long seed = Long.getLong("tests.seed", System.nanoTime());

  private static List<String> words(Random random, int most) {
    int size = random.nextInt(most + 1);
    return random.ints(size, 0, 4).mapToObj(i -> "w" + i).toList();
  }

  @Test
  void markedTokensAreOneOfTheLongestSubsequences() {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> reference = words(random, 9);
      List<String> prediction = words(random, 9);
      int longest = exhaustive(reference, prediction);
      assertEquals(longest, CommonSubsequence.length(reference, prediction), "tests.seed=" + seed);
      BitSet marked = new BitSet();
      CommonSubsequence.mark(reference, prediction, marked);
      List<String> subsequence = marked.stream().mapToObj(reference::get).toList();
      assertEquals(longest, subsequence.size(), "tests.seed=" + seed);
      assertTrue(isSubsequence(subsequence, prediction), "tests.seed=" + seed);
    }
  }

  /** Tries all subsequences of {@code left}. */
  private static int exhaustive(List<String> left, List<String> right) {
    int longest = 0;
    for (int chosen = 0; chosen < 1 << left.size(); chosen++) {
      List<String> subsequence = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          subsequence.add(left.get(i));
        }
      }
      if (isSubsequence(subsequence, right)) {
        longest = Math.max(longest, subsequence.size());
      }
    }
    return longest;
  }

  private static boolean isSubsequence(List<String> part, List<String> whole) {
    int found = 0;
    for (String word : whole) {
      if (found < part.size() && part.get(found).equals(word)) {
        found++;
      }
    }
    return found == part.size();
  }

  @Test
  void exchangedTextsExchangePrecisionAndRecall() {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<String> one = words(random, 20);
      List<String> other = words(random, 20);
      for (int n = 1; n <= 3; n++) {
        checkExchanged(Rouge.ngrams(one, other, n), Rouge.ngrams(other, one, n));
      }
      checkExchanged(Rouge.longest(one, other), Rouge.longest(other, one));
    }
  }

  private void checkExchanged(PrecisionRecall there, PrecisionRecall back) {
    assertEquals(there.precision(), back.recall(), "tests.seed=" + seed);
    assertEquals(there.recall(), back.precision(), "tests.seed=" + seed);
    assertEquals(there.f(), back.f(), 1e-15, "tests.seed=" + seed);
  }

  @Test
  void threadsGetTheScoresOfOne() {
    Rouge rouge = Rouge.multilingual("ja", true);
    List<String> texts = List.of("東京で会議が開かれた。", "会議は東京で", "洪水で村が孤立した", "The meeting in 東京");
    List<RougeScores> alone = IntStream.range(0, 64).mapToObj(i -> score(rouge, texts, i)).toList();
    List<RougeScores> together =
        IntStream.range(0, 64).parallel().mapToObj(i -> score(rouge, texts, i)).toList();
    assertEquals(alone, together);
  }

  private static RougeScores score(Rouge rouge, List<String> texts, int i) {
    return rouge.score(texts.get(i % texts.size()), texts.get(i / texts.size() % texts.size()));
  }
}
