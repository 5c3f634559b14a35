package org.precis.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageSamplingTest {
  private static final double EXACT = 1e-12;

  @TempDir private Path folder;

  /** 16^¾ = 8 and 81^¾ = 27. */
  @Test
  void upsamplingRaisesSharesToThePower() {
    double[] q = LanguageProbabilities.smoothed(new double[] {16, 0, 81}, 0.75);
    assertArrayEquals(new double[] {8 / 35.0, 0, 27 / 35.0}, q, EXACT);
    assertArrayEquals(
        new double[] {0.25, 0.75}, LanguageProbabilities.smoothed(new double[] {2, 6}, 1), EXACT);
  }

  /**
   * Counts 16 and 9 into the first language, 0 and 144 into the second: the roots of the marginals
   * are 5 and 12, and 4 and √153.
   */
  @Test
  void multistageHasCrossSumsProbabilities() {
    double[][] counts = {{16, 9}, {0, 144}};
    LanguageProbabilities q = LanguageProbabilities.multistage(counts, 0.5, 0.5);
    assertArrayEquals(new double[] {5 / 17.0, 12 / 17.0}, q.target(), EXACT);
    assertArrayEquals(new double[] {4 / 7.0, 3 / 7.0}, q.sourceGivenTarget()[0], EXACT);
    assertArrayEquals(new double[] {0, 1}, q.sourceGivenTarget()[1], EXACT);
    double root = Math.sqrt(153);
    assertArrayEquals(new double[] {4 / (4 + root), root / (4 + root)}, q.source(), EXACT);
    assertArrayEquals(new double[] {1, 0}, q.targetGivenSource()[0], EXACT);
    assertArrayEquals(new double[] {3 / 15.0, 12 / 15.0}, q.targetGivenSource()[1], EXACT);
    double[][] joint = q.joint();
    assertEquals((5 / 17.0 * 4 / 7 + 4 / (4 + root)) / 2, joint[0][0], EXACT);
    assertEquals((12 / 17.0 + root / (4 + root) * 12 / 15) / 2, joint[1][1], EXACT);
    assertEquals(1, joint[0][0] + joint[0][1] + joint[1][0] + joint[1][1], EXACT);
  }

  @Test
  void anUpsampledEpochDrawsLanguagesByTheirProbability() throws IOException {
    TokenStore store = store(16, 81);
    BatchOrder order =
        new BatchOrder(store, 60, 8, 3, new Sampling(Sampling.Kind.UPSAMPLING, 0.75, 1, 1, 1));
    int draws = 0;
    int rare = 0;
    for (long epoch = 0; epoch < 100; epoch++) {
      for (int[] batch : order.epoch(epoch)) {
        draws += batch.length;
        rare += (int) Arrays.stream(batch).filter(e -> store.language(e) == 0).count();
      }
    }
    assertEquals(9_700, draws);
    double p = 8 / 35.0;
    assertEquals(p * draws, rare, 5 * Math.sqrt(draws * p * (1 - p)));
  }

  @Test
  void anExhaustedLanguageComesInAnotherOrder() throws IOException {
    TokenStore store = store(3, 200);
    BatchOrder order =
        new BatchOrder(store, 40, 8, 3, new Sampling(Sampling.Kind.UPSAMPLING, 0, 1, 1, 1));
    int[] times = new int[3];
    for (int[] batch : order.epoch(0)) {
      Arrays.stream(batch).filter(e -> e < 3).forEach(e -> times[e]++);
    }
    Arrays.sort(times);
    assertTrue(times[0] > 20, Arrays.toString(times));
    assertTrue(times[2] - times[0] <= 1, Arrays.toString(times));
  }

  /** Where the source is fixed (one half), all 4 batches of a step have one language. */
  @Test
  void aMultistageBatchHasOneLanguageAndAStepSometimesToo() throws IOException {
    TokenStore store = store(16, 81);
    Sampling sampling = new Sampling(Sampling.Kind.MULTISTAGE, 0.5, 0.75, 1, 4);
    BatchOrder order = new BatchOrder(store, 1_000, 2, 3, sampling);
    int rare = 0;
    int steps = 0;
    int alike = 0;
    for (long epoch = 0; epoch < 200; epoch++) {
      List<int[]> batches = order.epoch(epoch);
      assertEquals(0, batches.size() % 4);
      for (int i = 0; i < batches.size(); i += 4) {
        int rareOfStep = 0;
        for (int[] batch : batches.subList(i, i + 4)) {
          int language = store.language(batch[0]);
          assertTrue(Arrays.stream(batch).allMatch(e -> store.language(e) == language));
          assertEquals(2, batch.length);
          rareOfStep += language == 0 ? 1 : 0;
        }
        rare += rareOfStep;
        steps++;
        alike += rareOfStep % 4 == 0 ? 1 : 0;
      }
    }
    double conditional = 8 / 35.0;
    double p = (conditional + 4 / 13.0) / 2;
    assertEquals(p, rare / (4.0 * steps), 0.03);
    double all = (1 + Math.pow(conditional, 4) + Math.pow(1 - conditional, 4)) / 2;
    assertEquals(all, (double) alike / steps, 0.05);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(order.epoch(5).get(i), order.epoch(5).get(i));
    }
  }

  @Test
  void rareLanguagesCanBeLeftOut() throws IOException {
    TokenStore store = store(16, 81);
    BatchOrder most =
        new BatchOrder(store, 60, 8, 3, new Sampling(Sampling.Kind.MULTISTAGE, 1, 1, 30, 1));
    assertTrue(
        most.epoch(0).stream().flatMapToInt(Arrays::stream).allMatch(e -> store.language(e) == 1));
    BatchOrder none =
        new BatchOrder(store, 60, 8, 3, new Sampling(Sampling.Kind.MULTISTAGE, 1, 1, 100, 1));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> none.epoch(0));
    assertTrue(refused.getMessage().contains("sampling.min_examples"), refused.getMessage());
  }

  /** Examples of two languages, the first one's first. */
  private TokenStore store(int first, int second) throws IOException {
    return PreparedData.open(
            DataSettings.builder()
                .train(List.of(file("amharic", first), file("hindi", second)))
                .build(),
            new WordTokenizer(),
            folder.resolve("cache"),
            rows -> {})
        .train();
  }

  private DataFile file(String language, int count) throws IOException {
    Path path = folder.resolve(language + ".tsv");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add("%s%d a b c d\te%d f".formatted(language, i, i));
    }
    Files.write(path, rows);
    return new DataFile(path, language);
  }
}
