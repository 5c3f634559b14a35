package org.precis.eval.embedding;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How rare a token is: ln((N+1)/(df+1)) over N texts. Immutable and thread-safe. */
public final class InverseDocumentFrequency {
  private final Map<String, Integer> documentFrequency;
  private final int documents;

  private InverseDocumentFrequency(Map<String, Integer> documentFrequency, int documents) {
    this.documentFrequency = documentFrequency;
    this.documents = documents;
  }

  /** Counts texts one by one and keeps none. Not thread-safe. */
  public static final class Counter {
    private final Map<String, Integer> frequency = new HashMap<>();
    private int texts;

    /** Counts the tokens of a text. */
    public void add(List<String> text) {
      texts++;
      new HashSet<>(text).forEach(token -> frequency.merge(token, 1, Integer::sum));
    }

    /** The rarity of tokens in the texts so far. */
    public InverseDocumentFrequency weights() {
      return new InverseDocumentFrequency(Map.copyOf(frequency), texts);
    }
  }

  /** The rarity of tokens in texts, usually all references of a test set. */
  public static InverseDocumentFrequency of(Collection<List<String>> texts) {
    Counter counter = new Counter();
    texts.forEach(counter::add);
    return counter.weights();
  }

  /** The weight of a token, 0 if all texts have it. */
  public double weight(String token) {
    return Math.log((documents + 1.0) / (documentFrequency.getOrDefault(token, 0) + 1.0));
  }
}
