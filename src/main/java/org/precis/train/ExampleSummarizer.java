package org.precis.train;

import java.util.List;
import org.precis.train.data.TokenizedExample;

/** Writes summaries of examples with the model under training. */
@FunctionalInterface
public interface ExampleSummarizer {
  /**
   * A summary and what it should be like.
   *
   * @param expected the example's own summary
   * @param found the model's
   */
  record Written(String expected, String found) {}

  /** A summary of each example, in order. */
  List<Written> summarize(List<TokenizedExample> examples);
}
