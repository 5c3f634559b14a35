package org.precis.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.ArrayScores;
import org.precis.model.ModelSpec;
import org.precis.model.ToyModel;

/**
 * Searches written a second time and differently, to compare with: no session, no edits, every
 * candidate sorted, and beam search as the fixed-size, branch-free arithmetic on sums of −1e9 that
 * transformers 4.50 and later do over a batch (here for one source). Slow on purpose.
 *
 * @param spec the model's special tokens
 * @param network the model
 * @param source the only source
 * @param options how to search
 */
record ReferenceSearch(
    ModelSpec spec, ToyModel.Network network, int[] source, DecodeOptions options) {
  private static final float NEVER_CHOSEN = -1e9f;

  /** Worse than every real score; better than a ghost beam's −1e9 over any length's power. */
  private static final float GHOST = -1e5f;

  /** A sequence, its score, and whether it has finished. */
  record Entry(int[] tokens, float score, boolean finished) {}

  /** What beam search must find, also with one beam. */
  List<Entry> beams() {
    int beams = options.numBeams();
    boolean early = options.earlyStopping() == EarlyStopping.TRUE;
    List<Entry> running = new ArrayList<>();
    List<Entry> kept = new ArrayList<>();
    for (int beam = 0; beam < beams; beam++) {
      int[] start = {spec.decoderStartToken()};
      running.add(new Entry(start, beam == 0 ? 0 : NEVER_CHOSEN, false));
      kept.add(new Entry(start, NEVER_CHOSEN, false));
    }
    boolean improvable = true;
    while (true) {
      List<Entry> candidates = new ArrayList<>();
      for (Entry beam : running) {
        float[] scores = processed(beam.tokens(), true);
        for (int token = 0; token < scores.length; token++) {
          int[] tokens = append(beam.tokens(), token);
          candidates.add(new Entry(tokens, beam.score() + scores[token], ends(tokens)));
        }
      }
      candidates = best(candidates, 2 * beams);
      int length = candidates.get(0).tokens().length;
      boolean allEnd = candidates.stream().allMatch(Entry::finished);

      List<Entry> next = new ArrayList<>();
      for (Entry c : candidates) {
        next.add(new Entry(c.tokens(), c.score() + (c.finished() ? NEVER_CHOSEN : 0), false));
      }
      running = best(next, beams);

      boolean full = kept.stream().allMatch(Entry::finished) && early;
      List<Entry> merged = new ArrayList<>(kept);
      for (int rank = 0; rank < candidates.size(); rank++) {
        Entry c = candidates.get(rank);
        boolean just = c.finished() && rank < beams;
        float score = c.score() / power(length - 1);
        score += (full ? NEVER_CHOSEN : 0) + (improvable && just ? 0 : NEVER_CHOSEN);
        merged.add(new Entry(c.tokens(), score, just));
      }
      kept = best(merged, beams);

      boolean farthest =
          options.earlyStopping() == EarlyStopping.NEVER && options.lengthPenalty() > 0;
      float reachable =
          running.get(0).score() / power(farthest ? options.maxLength() - 1 : length - 1);
      float worst = kept.get(beams - 1).score();
      improvable &= kept.stream().anyMatch(k -> reachable > (k.finished() ? worst : NEVER_CHOSEN));
      boolean enough = kept.stream().allMatch(Entry::finished) && early;
      if (!improvable || enough || allEnd) {
        return kept.stream().filter(k -> k.finished() && k.score() > GHOST).toList();
      }
    }
  }

  /** What greedy search must find. */
  int[] greedy() {
    int[] tokens = {spec.decoderStartToken()};
    do {
      float[] scores = processed(tokens, false);
      int best = 0;
      for (int token = 1; token < scores.length; token++) {
        best = scores[token] > scores[best] ? token : best;
      }
      tokens = append(tokens, best);
    } while (!ends(tokens));
    return tokens;
  }

  /** Every sequence that can be decoded, best first. */
  List<Entry> everything() {
    List<Entry> all = new ArrayList<>();
    collect(new Entry(new int[] {spec.decoderStartToken()}, 0f, false), all);
    return best(all, all.size());
  }

  private void collect(Entry prefix, List<Entry> all) {
    float[] scores = processed(prefix.tokens(), true);
    for (int token = 0; token < scores.length; token++) {
      float sum = prefix.score() + scores[token];
      int[] tokens = append(prefix.tokens(), token);
      if (sum == Float.NEGATIVE_INFINITY) {
        continue;
      }
      if (ends(tokens)) {
        all.add(new Entry(tokens, sum / power(tokens.length - 1), true));
      } else {
        collect(new Entry(tokens, sum, false), all);
      }
    }
  }

  private float[] processed(int[] tokens, boolean logProbabilities) {
    float[] logits = network.logits(source, tokens);
    float[] scores = logProbabilities ? ArrayScores.logSoftmax(logits) : logits.clone();
    new ReferenceProcessors(spec, source, options).apply(tokens, scores);
    return scores;
  }

  private boolean ends(int[] tokens) {
    return tokens[tokens.length - 1] == spec.eosToken() || tokens.length >= options.maxLength();
  }

  private float power(int length) {
    return (float) Math.pow(length, options.lengthPenalty());
  }

  private static List<Entry> best(List<Entry> entries, int count) {
    return entries.stream()
        .sorted(Comparator.comparing(Entry::score, Comparator.reverseOrder()))
        .limit(count)
        .toList();
  }

  private static int[] append(int[] tokens, int token) {
    return IntStream.concat(IntStream.of(tokens), IntStream.of(token)).toArray();
  }
}
