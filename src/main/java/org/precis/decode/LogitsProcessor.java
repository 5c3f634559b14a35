package org.precis.decode;

/**
 * A rule on what may follow a sequence. Sees token ids only, on the host; the model applies what it
 * asks for where the scores are. Immutable.
 */
@FunctionalInterface
interface LogitsProcessor {
  /**
   * Adds what the rule says about the next token.
   *
   * @param source index of the source in the batch
   * @param tokens the sequence so far, with the decoder start token; not to be written to
   * @param edits where to add
   */
  void edit(int source, int[] tokens, RowEdits edits);
}
