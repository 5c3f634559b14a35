package org.precis.train.data;

import java.util.List;

/**
 * Examples that are computed together.
 *
 * @param examples at least one
 */
public record Batch(List<TokenizedExample> examples) {
  public Batch {
    examples = List.copyOf(examples);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("a batch needs an example");
    }
  }

  /** Sources in the examples' order. */
  public List<int[]> sources() {
    return examples.stream().map(TokenizedExample::source).toList();
  }

  /** Targets in the examples' order. */
  public List<int[]> targets() {
    return examples.stream().map(TokenizedExample::target).toList();
  }

  /** Number of source tokens, without padding. */
  public long sourceTokens() {
    return examples.stream().mapToLong(example -> example.source().length).sum();
  }

  /** Number of target tokens, without padding. */
  public long targetTokens() {
    return examples.stream().mapToLong(example -> example.target().length).sum();
  }
}
