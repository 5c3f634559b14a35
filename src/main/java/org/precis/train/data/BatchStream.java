package org.precis.train.data;

import java.util.ArrayList;
import java.util.List;

/** Batches one after another, epoch after epoch, from any position on. Not thread-safe. */
public final class BatchStream {
  private final BatchOrder order;
  private List<int[]> batches;
  private BatchPosition position;

  /**
   * A stream.
   *
   * @param position where to go on
   * @throws IllegalArgumentException if there is no example, or the position lies behind its epoch
   */
  public BatchStream(BatchOrder order, BatchPosition position) {
    if (order.store().size() == 0) {
      throw new IllegalArgumentException("there is no example to train on");
    }
    this.order = order;
    this.position = position;
    batches = order.epoch(position.epoch());
    if (position.batch() > batches.size()) {
      throw new IllegalArgumentException(
          "epoch %d has %d batches; %d cannot be done: were batch settings changed since the checkpoint?"
              .formatted(position.epoch(), batches.size(), position.batch()));
    }
  }

  /** Where the stream is. */
  public BatchPosition position() {
    return position;
  }

  /** Batches of the current epoch. */
  public int batchesOfEpoch() {
    return batches.size();
  }

  /** The next batches, at an epoch's end from the next one. */
  public List<Batch> next(int count) {
    List<Batch> next = new ArrayList<>();
    while (next.size() < count) {
      if (position.batch() == batches.size()) {
        position = new BatchPosition(position.epoch() + 1, 0);
        batches = order.epoch(position.epoch());
      }
      next.add(order.batch(batches.get(position.batch())));
      position = new BatchPosition(position.epoch(), position.batch() + 1);
    }
    return next;
  }
}
