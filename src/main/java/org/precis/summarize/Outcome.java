package org.precis.summarize;

import java.util.Optional;

/**
 * What came of a computation.
 *
 * @param summary the summary, if there is one
 * @param failure why there is none, as a reason for the response; empty if there is one
 */
record Outcome(Optional<Summary> summary, String failure) {
  static Outcome of(Summary summary) {
    return new Outcome(Optional.of(summary), "");
  }

  static Outcome failed(String reason) {
    return new Outcome(Optional.empty(), reason);
  }
}
