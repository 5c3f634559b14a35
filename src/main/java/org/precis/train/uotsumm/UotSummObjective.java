package org.precis.train.uotsumm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.precis.model.counter.CountActivation;
import org.precis.train.data.Batch;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.TokenizedExample;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;
import org.precis.train.objective.TargetLikelihoods;
import org.precis.train.uotsumm.UotSummSettings.Cost;

/**
 * UOTSumm's Algorithm 1. In every step, for every document: tentative decoding gives the costs of
 * all pairs of section and sentence, without gradients; the counter gives φ; the transport between
 * them aligns (Algorithm 2); the summariser learns the pairs that come of it, and the counter what
 * the plan says of its counts. Two losses and two optimizers, of which the summariser's moves
 * first; the loss that is reported is the summariser's. Not thread-safe.
 *
 * <p>The summariser is whatever tells likelihoods of targets and can be trained on pairs.
 *
 * <p>Deviations from the authors' code: tentative decoding drops nothing, so that alignments are
 * deterministic; sections are encoded a second time, with dropout, for the summariser's loss. That
 * loss is a mean over all sentences' tokens of the step, those counted too whose sentence did not
 * fit into its target. Losses of counts are sums over sections, and means over documents.
 */
public final class UotSummObjective implements Objective {
  /** Name of the counter's loss. */
  public static final String COUNT_LOSS = "count_loss";

  /** Name of the number of sentences of a document that did not fit into their targets. */
  public static final String LEFT_OUT = "left_out";

  private static final long PART_SEED = 0x2545F4914F6CDD1DL;

  private final UotSummSettings settings;
  private final TargetLikelihoods likelihoods;
  private final Objective supervised;
  private final CounterTraining counter;
  private final SectionTargets targets;
  private final int maxTokens;

  /**
   * An objective.
   *
   * @param likelihoods of the network under training
   * @param supervised what it learns pairs by
   * @param counter trained beside it
   * @param targets makes the pairs
   * @param maxTokens tokens, padding included, that are computed together
   */
  public UotSummObjective(
      UotSummSettings settings,
      TargetLikelihoods likelihoods,
      Objective supervised,
      CounterTraining counter,
      SectionTargets targets,
      int maxTokens) {
    this.settings = settings;
    this.likelihoods = likelihoods;
    this.supervised = supervised;
    this.counter = counter;
    this.targets = targets;
    this.maxTokens = maxTokens;
  }

  /** What tentative decoding says of a document. */
  private record Tentative(float[][] means, double[][] costs) {}

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    List<TokenizedExample> pairs = new ArrayList<>();
    LossParts counts = LossParts.ZERO;
    for (TokenizedExample example : batch.examples()) {
      SectionedExample document = SectionedExample.of(example);
      Tentative tentative = tentative(document);
      List<LossParts> parts = new ArrayList<>();
      counter.accumulate(
          tentative.means(),
          scores -> {
            StepAlignment alignment = align(document, tentative, scores);
            parts.add(parts(document, alignment, scores, totals, pairs));
            return slopes(alignment, scores, totals);
          });
      counts = counts.plus(parts.get(0));
    }
    LossParts summariser = LossParts.ZERO;
    List<Batch> together = together(pairs);
    for (int i = 0; i < together.size(); i++) {
      summariser =
          summariser.plus(supervised.accumulate(together.get(i), totals, seed + i * PART_SEED));
    }
    return joined(summariser, counts);
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    List<TokenizedExample> pairs = new ArrayList<>();
    LossParts counts = LossParts.ZERO;
    for (TokenizedExample example : batch.examples()) {
      SectionedExample document = SectionedExample.of(example);
      Tentative tentative = tentative(document);
      double[] scores = counter.scores(tentative.means());
      StepAlignment alignment = align(document, tentative, scores);
      counts = counts.plus(parts(document, alignment, scores, totals, pairs));
    }
    LossParts summariser = LossParts.ZERO;
    for (Batch part : together(pairs)) {
      summariser = summariser.plus(supervised.measure(part, totals));
    }
    return joined(summariser, counts);
  }

  @Override
  public void update() {
    counter.update();
  }

  @Override
  public void write(Path model, Path trainer) throws IOException {
    counter.write(model, trainer, targets.tokens().sentenceEnd());
  }

  private static LossParts joined(LossParts summariser, LossParts counts) {
    Map<String, Double> parts = new TreeMap<>(summariser.parts());
    parts.putAll(counts.parts());
    return new LossParts(summariser.loss(), parts);
  }

  /** Steps 3 and 4. */
  private Tentative tentative(SectionedExample document) {
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
    if (settings.cost() == Cost.MEAN) {
      for (double[] row : costs) {
        Arrays.setAll(row, j -> row[j] / sentences.get(j).length);
      }
    }
    return new Tentative(means, costs);
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

  /** Steps 5 and 6. */
  private StepAlignment align(SectionedExample document, Tentative tentative, double[] scores) {
    return StepAlignment.of(document, tentative.costs(), counts(scores), settings);
  }

  private double[] counts(double[] scores) {
    CountActivation activation = settings.counter().activation();
    return Arrays.stream(scores).map(activation::count).toArray();
  }

  /** Step 7, and figures of step 10. */
  private LossParts parts(
      SectionedExample document,
      StepAlignment alignment,
      double[] scores,
      StepTotals totals,
      List<TokenizedExample> pairs) {
    SectionTargets.Recombined recombined = targets.recombine(document, alignment.sections());
    pairs.addAll(recombined.pairs());
    double[] counts = counts(scores);
    double loss = 0;
    for (int i = 0; i < counts.length; i++) {
      loss += settings.countLoss().value(alignment.found()[i], counts[i]);
    }
    Map<String, Double> parts = new HashMap<>(alignment.figures());
    parts.put(COUNT_LOSS, loss);
    parts.put(LEFT_OUT, (double) recombined.leftOut());
    parts.replaceAll((name, value) -> value / totals.examples());
    return new LossParts(0, parts);
  }

  /** Derivatives of step 10 by the scores; the plan is a constant. */
  private double[] slopes(StepAlignment alignment, double[] scores, StepTotals totals) {
    CountActivation activation = settings.counter().activation();
    double[] slopes = new double[scores.length];
    for (int i = 0; i < slopes.length; i++) {
      double count = activation.count(scores[i]);
      slopes[i] =
          settings.countLoss().slope(alignment.found()[i], count)
              * activation.slope(scores[i])
              / totals.examples();
    }
    return slopes;
  }

  /** Pairs in parts that fit into memory. */
  private List<Batch> together(List<TokenizedExample> pairs) {
    List<Batch> parts = new ArrayList<>();
    List<TokenizedExample> part = new ArrayList<>();
    int source = 0;
    int target = 0;
    for (TokenizedExample pair : pairs) {
      int longer = Math.max(source, pair.source().length);
      int wider = Math.max(target, pair.target().length);
      if (!part.isEmpty() && (long) (part.size() + 1) * (longer + wider) > maxTokens) {
        parts.add(new Batch(part));
        part.clear();
        longer = pair.source().length;
        wider = pair.target().length;
      }
      part.add(pair);
      source = longer;
      target = wider;
    }
    if (!part.isEmpty()) {
      parts.add(new Batch(part));
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    supervised.close();
  }
}
