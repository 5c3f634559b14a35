package org.precis.summarize;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What an engine has done since it was opened. Thread-safe. */
final class EngineCounters {
  final LongAdder requests = new LongAdder();
  final LongAdder modelSummaries = new LongAdder();
  final LongAdder fallbacks = new LongAdder();
  final LongAdder timeouts = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder cacheHits = new LongAdder();
  final AtomicInteger running = new AtomicInteger();

  /** A request was answered by its fallback. */
  void fellBack(String reason) {
    fallbacks.increment();
    if (reason.equals(Reasons.TIMEOUT)) {
      timeouts.increment();
    } else if (reason.equals(Reasons.BUSY)) {
      rejected.increment();
    } else if (reason.startsWith("error:")) {
      errors.increment();
    }
  }
}
