package org.precis.summarize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.precis.summarize.source.SummarySentence;

/** Summaries by key, bounded by their estimated size. Thread-safe. */
final class SummaryCache {
  /** Objects, references and the key of an entry; a string's characters come on top. */
  private static final int ENTRY_BYTES = 500;

  private static final int SENTENCE_BYTES = 120;
  private static final int SPAN_BYTES = 24;
  private static final int CHARACTER_BYTES = 2;

  private final Cache<String, Summary> summaries;

  SummaryCache(int megabytes) {
    summaries =
        Caffeine.newBuilder()
            .maximumWeight((long) megabytes << 20)
            .weigher((String key, Summary summary) -> bytes(summary))
            .executor(Runnable::run)
            .build();
  }

  /** A cached summary, marked as such. */
  Optional<Summary> get(String key) {
    return Optional.ofNullable(summaries.getIfPresent(key)).map(Summary::asCached);
  }

  void put(String key, Summary summary) {
    summaries.put(key, summary);
  }

  long entries() {
    return summaries.estimatedSize();
  }

  long bytes() {
    return summaries.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  private static int bytes(Summary summary) {
    int bytes = ENTRY_BYTES + CHARACTER_BYTES * summary.text().length();
    for (SummarySentence sentence : summary.sentences()) {
      bytes += SENTENCE_BYTES + CHARACTER_BYTES * sentence.text().length();
      bytes += SPAN_BYTES * sentence.evidence().size();
    }
    return bytes;
  }
}
