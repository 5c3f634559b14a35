package org.precis.summarize.check;

import java.util.List;

/**
 * A generated summary after its checks.
 *
 * @param sentences its finished sentences; empty if a check failed
 * @param unsupported numbers in them that the document does not contain, as they are written
 * @param failure the check that failed, one of {@link SummaryChecks}' constants; empty if none did
 */
public record CheckedSummary(List<String> sentences, List<String> unsupported, String failure) {
  public CheckedSummary {
    sentences = List.copyOf(sentences);
    unsupported = List.copyOf(unsupported);
  }

  /** A summary that must not be shown. */
  static CheckedSummary failed(String failure) {
    return new CheckedSummary(List.of(), List.of(), failure);
  }

  /** Whether the summary may be shown. */
  public boolean passed() {
    return failure.isEmpty();
  }
}
