package org.precis.train.across;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;

/**
 * The documents seen last, each once: MoCo's queue (He et al. 2020) over vectors that never age,
 * since the teacher is frozen. What it holds is a function of the batches before, which {@link
 * #replay} goes through when training goes on. Not thread-safe.
 */
final class QueueSampler implements NegativeSampler {
  private final int count;
  private final Set<Integer> queue = new LinkedHashSet<>();

  /**
   * An empty queue.
   *
   * @param count how many documents it holds
   */
  QueueSampler(int count) {
    this.count = count;
  }

  /** The queue as it is when all batches before a position have been seen. */
  static QueueSampler replay(
      int count, BatchOrder order, BatchPosition position, PairedDocuments documents) {
    Deque<Set<Integer>> batches = new ArrayDeque<>();
    Set<Integer> found = new LinkedHashSet<>();
    long epoch = position.epoch();
    int done = position.batch();
    while (epoch >= 0 && found.size() < count) {
      List<int[]> all = order.epoch(epoch);
      for (int i = (epoch == position.epoch() ? done : all.size()) - 1;
          i >= 0 && found.size() < count;
          i--) {
        Set<Integer> batch = new LinkedHashSet<>();
        for (int example : all.get(i)) {
          documents.find(order.store().group(example)).ifPresent(batch::add);
        }
        batches.addFirst(batch);
        found.addAll(batch);
      }
      epoch--;
    }
    QueueSampler sampler = new QueueSampler(count);
    batches.forEach(sampler::seen);
    return sampler;
  }

  @Override
  public int[] sample(Set<Integer> excluded, long seed) {
    List<Integer> allowed = new ArrayList<>(queue);
    allowed.removeAll(excluded);
    return allowed.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  @Override
  public void seen(Iterable<Integer> documents) {
    for (int document : documents) {
      queue.remove(document);
      queue.add(document);
    }
    var oldest = queue.iterator();
    while (queue.size() > count) {
      oldest.next();
      oldest.remove();
    }
  }
}
