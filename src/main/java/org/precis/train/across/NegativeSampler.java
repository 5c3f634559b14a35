package org.precis.train.across;

import java.util.Set;

/** Chooses other documents for a contrastive loss. Not thread-safe. */
interface NegativeSampler {
  /**
   * Numbers of documents, all different and none of them excluded.
   *
   * @param excluded the batch's own documents
   * @param seed of the choice
   */
  int[] sample(Set<Integer> excluded, long seed);

  /** A batch's own documents are done with. */
  void seen(Iterable<Integer> documents);
}
