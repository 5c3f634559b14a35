package org.precis.decode;

import java.util.ArrayList;
import java.util.List;
import org.precis.model.Candidates;

/**
 * Beam search for one source, with the bookkeeping of Hugging Face's {@code generate} (transformers
 * 4.50 and later).
 *
 * <p>Two deviations, neither of which shows in ordinary vocabularies: the search starts with one
 * beam instead of padding with beams of sum −1e9, and candidates of score −∞ do not exist. A source
 * may therefore end with fewer hypotheses than beams. Ties go to the lower beam, then to the lower
 * token, among hypotheses to the older one.
 */
final class BeamSourceSearch implements SourceSearch {
  private final int source;
  private final DecodeOptions options;
  private final EndOfSequence end;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Beam> running;
  private boolean done;

  BeamSourceSearch(int source, int startToken, DecodeOptions options, EndOfSequence end) {
    this.source = source;
    this.options = options;
    this.end = end;
    this.running = List.of(Beam.start(startToken, source));
  }

  @Override
  public int source() {
    return source;
  }

  @Override
  public List<Beam> running() {
    return running;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public void advance(Candidates candidates, int group, int firstRow) {
    List<Beam> next = new ArrayList<>(options.numBeams());
    int first = group * candidates.perGroup();
    for (int rank = 0; rank < candidates.perGroup(); rank++) {
      float sum = candidates.scores()[first + rank];
      if (sum == Float.NEGATIVE_INFINITY) {
        break; // Candidates are sorted: the rest is ruled out too.
      }
      int row = candidates.rows()[first + rank];
      int token = candidates.tokens()[first + rank];
      Beam parent = running.get(row - firstRow);
      if (end.isReached(parent.tokens(), token)) {
        // Candidates beyond the beam's width only stand in for finished ones; they cannot finish.
        if (rank < options.numBeams()) {
          keep(new Hypothesis(parent.tokensAnd(token), normalised(sum, parent.length()), true));
        }
      } else if (next.size() < options.numBeams()) {
        next.add(new Beam(parent.tokensAnd(token), sum, row));
      }
    }
    if (next.isEmpty()) {
      done = true;
    } else {
      running = List.copyOf(next);
      done = isDecided();
    }
  }

  /** Inserts a hypothesis behind all that are at least as good, and drops what is too many. */
  private void keep(Hypothesis hypothesis) {
    int at = finished.size();
    while (at > 0 && finished.get(at - 1).score() < hypothesis.score()) {
      at--;
    }
    finished.add(at, hypothesis);
    if (finished.size() > options.numBeams()) {
      finished.remove(finished.size() - 1);
    }
  }

  /**
   * True if the running beams are not worth going on with. Final, as a decided search is not
   * advanced again: what Hugging Face keeps flags for while other sources go on.
   */
  private boolean isDecided() {
    if (finished.size() < options.numBeams()) {
      return false;
    }
    if (options.earlyStopping() == EarlyStopping.TRUE) {
      return true;
    }
    Beam best = running.get(0);
    boolean longest = options.earlyStopping() == EarlyStopping.NEVER && options.lengthPenalty() > 0;
    int generated = (longest ? end.maxLength() : best.length()) - 1;
    float reachable = normalised(best.sum(), generated);
    return reachable <= finished.get(finished.size() - 1).score();
  }

  /**
   * sum / length^penalty, in fp32 as in Hugging Face.
   *
   * @param generated number of tokens without the decoder start token, end token included
   */
  private float normalised(float sum, int generated) {
    return sum / (float) Math.pow(generated, options.lengthPenalty());
  }

  @Override
  public List<Hypothesis> hypotheses() {
    if (!finished.isEmpty()) {
      return List.copyOf(
          finished.subList(0, Math.min(finished.size(), options.numReturnSequences())));
    }
    Beam best = running.get(0);
    // A search stopped before its first step has generated nothing; its sum is 0 over any length.
    int generated = Math.max(1, best.length() - 1);
    return List.of(new Hypothesis(best.tokens(), normalised(best.sum(), generated), false));
  }
}
