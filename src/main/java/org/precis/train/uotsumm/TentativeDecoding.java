package org.precis.train.uotsumm;

import java.util.Arrays;
import java.util.List;
import org.precis.train.data.SectionedExample;
import org.precis.train.objective.TargetLikelihoods;
import org.precis.train.uotsumm.UotSummSettings.Cost;

/**
 * What the summariser, as it is now, thinks of every sentence after every section (Algorithm 1,
 * steps 3 and 4): without gradients, without dropout. Not thread-safe.
 */
public final class TentativeDecoding {
  private final TargetLikelihoods likelihoods;
  private final SectionTargets targets;
  private final Cost cost;
  private final int maxTokens;

  /**
   * A decoding.
   *
   * @param targets makes targets of sentences
   * @param maxTokens tokens of sections, padding included, that are encoded together
   */
  public TentativeDecoding(
      TargetLikelihoods likelihoods, SectionTargets targets, Cost cost, int maxTokens) {
    this.likelihoods = likelihoods;
    this.targets = targets;
    this.cost = cost;
    this.maxTokens = maxTokens;
  }

  /**
   * What is said of a document.
   *
   * @param means of the encoder's states over each section
   * @param costs C, by section and sentence
   */
  public record Result(float[][] means, double[][] costs) {}

  /** Decodes the sentences of a document from each of its sections. */
  public Result of(SectionedExample document) {
    int sections = document.sections().size();
    float[][] means = new float[sections][];
    double[][] costs = new double[sections][];
    List<int[]> sentences = document.sentences().stream().map(targets::alone).toList();
    for (int from = 0; from < sections; ) {
      int to = from + atOnce(document.sections().subList(from, sections));
      try (TargetLikelihoods.Sources encoded =
          likelihoods.encode(document.sections().subList(from, to))) {
        System.arraycopy(encoded.means(), 0, means, from, to - from);
        System.arraycopy(encoded.negativeLogLikelihoods(sentences), 0, costs, from, to - from);
      }
      from = to;
    }
    if (cost == Cost.MEAN) {
      for (double[] row : costs) {
        Arrays.setAll(row, j -> row[j] / sentences.get(j).length);
      }
    }
    return new Result(means, costs);
  }

  /** How many of the first sources are encoded together. */
  private int atOnce(List<int[]> sources) {
    int longest = 0;
    int count = 0;
    while (count < sources.size()) {
      longest = Math.max(longest, sources.get(count).length);
      if (count > 0 && (long) (count + 1) * longest > maxTokens) {
        break;
      }
      count++;
    }
    return count;
  }
}
