package org.precis.model.counter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.precis.model.SentenceCounter;
import org.precis.model.session.NetworkModel;

/**
 * A counter on the encoder of the model that it was trained with. Sections are read in parts of a
 * bounded number of tokens, of which their means are kept. Thread-safe.
 */
public final class ServedCounter implements SentenceCounter {
  /** Tokens of sections, padding included, that are read together. */
  private static final int TOKENS = 8_192;

  private final NetworkModel model;
  private final CounterNetwork counter;
  private final String hash;

  /**
   * A counter.
   *
   * @param model whose encoder reads sections; owner of the counter's weights
   * @param hash of the counter's weights
   */
  public ServedCounter(NetworkModel model, CounterNetwork counter, String hash) {
    this.model = model;
    this.counter = counter;
    this.hash = hash;
  }

  @Override
  public double[] counts(List<int[]> sections) {
    List<float[]> means = new ArrayList<>();
    int from = 0;
    int longest = 0;
    for (int to = 0; to <= sections.size(); to++) {
      int next = to == sections.size() ? 0 : Math.max(longest, sections.get(to).length);
      boolean full = to == sections.size() || (long) (to - from + 1) * next > TOKENS;
      if (full && to > from) {
        means.addAll(model.means(sections.subList(from, to)));
        from = to;
        next = to == sections.size() ? 0 : sections.get(to).length;
      }
      longest = next;
    }
    double[] scores = counter.scores(means.toArray(float[][]::new), model.manager());
    return Arrays.stream(scores).map(counter.config()::served).toArray();
  }

  @Override
  public String hash() {
    return hash;
  }
}
