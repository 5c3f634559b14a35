package org.precis.summarize;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A summary that needs no waiting: it is made, once, by the first thread that asks. */
final class ReadyJob implements SummaryJob {
  private final Supplier<Summary> maker;
  private Summary summary;

  ReadyJob(Supplier<Summary> maker) {
    this.maker = maker;
  }

  @Override
  public boolean isDone() {
    return true;
  }

  @Override
  public synchronized Summary await(BooleanSupplier stop) {
    if (summary == null) {
      summary = maker.get();
    }
    return summary;
  }

  @Override
  public void cancel() {
    // Nothing is under way.
  }
}
