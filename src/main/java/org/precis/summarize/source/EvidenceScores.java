package org.precis.summarize.source;

/** How well the sentences of a document support a sentence of its summary. */
interface EvidenceScores {
  /**
   * Scores of all source sentences.
   *
   * @param sentence a sentence of the summary
   * @return one a source sentence; 0 where nothing speaks for it, 1 and more where much does
   */
  double[] of(String sentence);
}
