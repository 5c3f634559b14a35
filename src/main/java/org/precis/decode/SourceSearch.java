package org.precis.decode;

import java.util.List;
import org.precis.model.Candidates;

/**
 * The search for one source's sequences: which beams run, which have finished, whether to go on.
 * Knows nothing of the other sources in the batch. Not thread-safe.
 */
interface SourceSearch {
  /** Index of the source in the batch. */
  int source();

  /** Beams to be continued, best first; never empty, and of no interest once the search is done. */
  List<Beam> running();

  /**
   * Takes the next token of every running beam.
   *
   * @param candidates the step's candidates
   * @param group index of this source's group among them
   * @param firstRow session row of the first running beam
   */
  void advance(Candidates candidates, int group, int firstRow);

  /** True if nothing is left to do. */
  boolean isDone();

  /**
   * The finished sequences, best first; if there are none, the best unfinished one alone. Never
   * empty.
   */
  List<Hypothesis> hypotheses();
}
