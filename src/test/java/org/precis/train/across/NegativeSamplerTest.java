package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;

class NegativeSamplerTest {
  @TempDir private Path folder;

  /** 4 of the 8 allowed: each is drawn with probability one half. */
  @Test
  void theBankIsDrawnFromUniformlyAndNeverGivesTheBatchsOwn() {
    int draws = 20_000;
    int[] counts = new int[10];
    for (int seed = 0; seed < draws; seed++) {
      int[] drawn = new BankSampler(10, 4).sample(Set.of(3, 9), seed);
      assertEquals(4, Arrays.stream(drawn).distinct().count());
      Arrays.stream(drawn).forEach(document -> counts[document]++);
    }
    for (int document = 0; document < 10; document++) {
      double expected = document == 3 || document == 9 ? 0 : draws / 2.0;
      double fiveDeviations = 5 * Math.sqrt(draws) / 2;
      assertEquals(expected, counts[document], expected == 0 ? 0 : fiveDeviations);
    }
  }

  @Test
  void aSmallBankGivesAllThatIsAllowed() {
    int[] drawn = new BankSampler(5, 1_024).sample(Set.of(0, 2), 1);
    assertArrayEquals(new int[] {1, 3, 4}, drawn);
    assertEquals(0, new BankSampler(1, 4).sample(Set.of(0), 1).length);
  }

  @Test
  void theQueueHoldsTheLatestDocumentsOnce() {
    QueueSampler queue = new QueueSampler(3);
    assertEquals(0, queue.sample(Set.of(), 1).length);
    queue.seen(List.of(1, 2));
    queue.seen(List.of(1, 4));
    assertArrayEquals(new int[] {1, 2, 4}, queue.sample(Set.of(), 1));
    queue.seen(List.of(5));
    assertArrayEquals(new int[] {1, 4, 5}, queue.sample(Set.of(), 1));
    assertArrayEquals(new int[] {1, 5}, queue.sample(Set.of(4), 1));
  }

  @Test
  void aReplayedQueueEqualsOneThatSawEveryBatch() throws IOException {
    try (TinyAcross tiny = TinyAcross.in(folder, 40)) {
      BatchOrder order = tiny.order();
      PairedDocuments documents =
          PairedDocuments.of(tiny.data.train(), tiny.data.languages(), "english");
      QueueSampler seen = new QueueSampler(12);
      for (long epoch = 0; epoch < 2; epoch++) {
        List<int[]> batches = order.epoch(epoch);
        for (int i = 0; i < batches.size(); i++) {
          QueueSampler replayed =
              QueueSampler.replay(12, order, new BatchPosition(epoch, i), documents);
          assertArrayEquals(seen.sample(Set.of(), 1), replayed.sample(Set.of(), 1));
          Set<Integer> own = new LinkedHashSet<>();
          for (int example : batches.get(i)) {
            documents.find(order.store().group(example)).ifPresent(own::add);
          }
          seen.seen(own);
        }
      }
      assertEquals(12, seen.sample(Set.of(), 1).length);
      assertTrue(
          IntStream.of(seen.sample(Set.of(), 1)).allMatch(document -> document < documents.size()));
    }
  }
}
