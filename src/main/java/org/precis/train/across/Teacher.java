package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.precis.model.transformer.OutputHead;

/**
 * A frozen monolingual model. Nothing in it is dropped and no gradient reaches it, so that what it
 * says of a lesson never changes. Not thread-safe.
 */
interface Teacher {
  /** How its decoder states become logits. */
  OutputHead head();

  /**
   * Pooled encoder states of documents.
   *
   * @return one row for each lesson, (B, E); belongs to the caller's scope
   */
  NDArray documents(List<Lesson> lessons);

  /**
   * {@link ForcedStates#rows} lesson after lesson.
   *
   * @return one row for each summary token, (R, W); belongs to the caller's scope
   */
  NDArray rows(List<Lesson> lessons);

  /**
   * Pooled decoder states under teacher forcing.
   *
   * @return one row for each lesson, (B, D); belongs to the caller's scope
   */
  NDArray summaries(List<Lesson> lessons);
}
