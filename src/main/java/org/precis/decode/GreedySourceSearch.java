package org.precis.decode;

import java.util.List;
import org.precis.model.Candidates;

/**
 * Greedy search for one source: the token with the largest raw logit, step by step. Needs no
 * log-softmax, so that its hypothesis has no score.
 */
final class GreedySourceSearch implements SourceSearch {
  private final int source;
  private final EndOfSequence end;
  private Beam beam;
  private boolean done;
  private boolean complete;

  GreedySourceSearch(int source, int startToken, EndOfSequence end) {
    this.source = source;
    this.end = end;
    this.beam = Beam.start(startToken, source);
  }

  @Override
  public int source() {
    return source;
  }

  @Override
  public List<Beam> running() {
    return List.of(beam);
  }

  @Override
  public void advance(Candidates candidates, int group, int firstRow) {
    int best = group * candidates.perGroup();
    if (candidates.scores()[best] == Float.NEGATIVE_INFINITY) {
      done = true;
      return;
    }
    int token = candidates.tokens()[best];
    complete = end.isReached(beam.tokens(), token);
    beam = new Beam(beam.tokensAnd(token), 0f, candidates.rows()[best]);
    done = complete;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public List<Hypothesis> hypotheses() {
    return List.of(new Hypothesis(beam.tokens(), Float.NaN, complete));
  }
}
