package org.precis.train.uotsumm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterNetwork;
import org.precis.train.data.Batch;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.TokenizedExample;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;
import org.precis.train.objective.TargetLikelihoods;
import org.precis.train.optim.Parameters;

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
  private final TentativeDecoding tentative;
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
    this.tentative = new TentativeDecoding(likelihoods, targets, settings.cost(), maxTokens);
    this.supervised = supervised;
    this.counter = counter;
    this.targets = targets;
    this.maxTokens = maxTokens;
  }

  @Override
  public void begin(long stepsDone) {
    supervised.begin(stepsDone);
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    List<TokenizedExample> pairs = new ArrayList<>();
    LossParts counts = LossParts.ZERO;
    for (TokenizedExample example : batch.examples()) {
      SectionedExample document = SectionedExample.of(example);
      TentativeDecoding.Result decoded = tentative.of(document);
      List<LossParts> parts = new ArrayList<>();
      counter.accumulate(
          decoded.means(),
          scores -> {
            StepAlignment alignment = align(document, decoded, scores);
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
      TentativeDecoding.Result decoded = tentative.of(document);
      double[] scores = counter.scores(decoded.means());
      StepAlignment alignment = align(document, decoded, scores);
      counts = counts.plus(parts(document, alignment, scores, totals, pairs));
    }
    LossParts summariser = LossParts.ZERO;
    for (Batch part : together(pairs)) {
      summariser = summariser.plus(supervised.measure(part, totals));
    }
    return joined(summariser, counts);
  }

  @Override
  public Optional<Parameters> beside() {
    return Optional.of(counter.parameters());
  }

  @Override
  public Optional<CounterNetwork> counter() {
    return Optional.of(counter.network());
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

  /** Steps 5 and 6. */
  private StepAlignment align(
      SectionedExample document, TentativeDecoding.Result decoded, double[] scores) {
    return StepAlignment.of(document, decoded.costs(), counts(scores), settings);
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
