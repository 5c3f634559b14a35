package org.precis.train.across;

/**
 * Widths of a network's states.
 *
 * @param encoder E, of a source position
 * @param decoder D, of a target token before the output projection
 * @param copying true if a row of {@link ForcedStates#rows} has behind the decoder's state p_gen
 *     and the attention to each position of the source; rows of longer sources are then wider
 */
record StateWidths(int encoder, int decoder, boolean copying) {

  /** W, numbers of each of a lesson's rows. */
  int row(Lesson lesson) {
    return copying ? decoder + 1 + lesson.document().length : decoder;
  }

  /** What the widths of all lessons' rows are multiples of. */
  int unit() {
    return copying ? 1 : decoder;
  }
}
