package org.precis.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.precis.eval.rouge.Rouge;
import org.precis.eval.rouge.RougeScores;
import org.precis.train.data.TokenStore;

/** ROUGE F of the summaries that a model generates for the first examples, times 100. */
public final class RougeMetrics implements TextMetrics {
  /** Names of the figures. */
  public static final List<String> NAMES = List.of("rouge1", "rouge2", "rougeL");

  private static final double PERCENT = 100;

  private final ExampleSummarizer summarizer;
  private final Rouge rouge;
  private final int examples;
  private final int batch;

  /**
   * Metrics.
   *
   * @param rouge how texts are compared
   * @param examples how many examples are summarised, at most
   * @param batch how many of them at once
   */
  public RougeMetrics(ExampleSummarizer summarizer, Rouge rouge, int examples, int batch) {
    this.summarizer = summarizer;
    this.rouge = rouge;
    this.examples = examples;
    this.batch = batch;
  }

  @Override
  public Map<String, Double> measure(TokenStore store) {
    int count = Math.min(examples, store.size());
    double[] sums = new double[NAMES.size()];
    for (int from = 0; from < count; from += batch) {
      List<ExampleSummarizer.Written> summaries =
          summarizer.summarize(
              IntStream.range(from, Math.min(count, from + batch)).mapToObj(store::get).toList());
      for (ExampleSummarizer.Written written : summaries) {
        RougeScores scores = rouge.score(written.expected(), written.found());
        sums[0] += scores.rouge1().f();
        sums[1] += scores.rouge2().f();
        sums[2] += scores.rougeL().f();
      }
    }
    double[] means = Arrays.stream(sums).map(sum -> PERCENT * sum / Math.max(1, count)).toArray();
    return Map.of(NAMES.get(0), means[0], NAMES.get(1), means[1], NAMES.get(2), means[2]);
  }
}
