package org.precis.train.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.precis.train.data.Batch;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.TokenStore;
import org.precis.train.data.TokenizedExample;

/** Examples of another task that go with a batch. */
@FunctionalInterface
public interface SecondTask {
  /**
   * The other task's batch; empty if nothing goes with this one.
   *
   * @param seed of a choice
   */
  Optional<Batch> with(Batch batch, long seed);

  /**
   * The same sources with summaries in their own language: NCLS+MLS.
   *
   * @param store pairs of sources and these summaries
   */
  static SecondTask sameSources(TokenStore store) {
    Map<String, Integer> bySource = new HashMap<>();
    for (int i = 0; i < store.size(); i++) {
      bySource.putIfAbsent(key(store.get(i)), i);
    }
    return (batch, seed) -> {
      List<TokenizedExample> found = new ArrayList<>();
      for (TokenizedExample example : batch.examples()) {
        Integer number = bySource.get(key(example));
        if (number != null) {
          found.add(store.get(number));
        }
      }
      return found.isEmpty() ? Optional.empty() : Optional.of(new Batch(found));
    };
  }

  private static String key(TokenizedExample example) {
    return Arrays.stream(example.source())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  /**
   * Any batch: NCLS+MT with pairs of texts and translations.
   *
   * @param order of these pairs; one of its first epoch's batches is drawn each time
   */
  static SecondTask drawn(BatchOrder order) {
    List<int[]> batches = order.epoch(0);
    return (batch, seed) ->
        Optional.of(order.batch(batches.get(new SplittableRandom(seed).nextInt(batches.size()))));
  }
}
