package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.precis.nn.Linear;
import org.precis.nn.TensorScope;

/**
 * The teacher's vectors of all documents, of length 1. They are exact: the teacher is frozen, so a
 * vector that was computed once is the vector. D = width.
 *
 * @param vectors (documents, D)
 */
record TeacherBank(NDArray vectors) {
  private static final int LESSONS_AT_ONCE = 16;

  /**
   * Computes all vectors.
   *
   * @param of the teacher's vectors of some lessons, (B, D)
   * @param manager owner of the bank
   * @param progress told how many documents are done
   */
  static TeacherBank build(
      PairedDocuments documents,
      Function<List<Lesson>, NDArray> of,
      AlignmentLosses losses,
      NDManager manager,
      LongConsumer progress) {
    NDList pieces = new NDList();
    try (TensorScope scope = TensorScope.open()) {
      for (int from = 0; from < documents.size(); from += LESSONS_AT_ONCE) {
        int to = Math.min(documents.size(), from + LESSONS_AT_ONCE);
        List<Lesson> lessons = new ArrayList<>();
        for (int i = from; i < to; i++) {
          lessons.add(documents.lesson(i));
        }
        pieces.add(TensorScope.part(() -> losses.unit(of.apply(lessons))));
        progress.accept(to);
      }
      return new TeacherBank(scope.keep(NDArrays.concat(pieces), manager));
    }
  }

  /** Vectors of some documents, (count, D). */
  NDArray rows(int[] documents) {
    long[] ids = new long[documents.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = documents[i];
    }
    return Linear.lookUp(vectors.getManager().create(ids, new Shape(ids.length)), vectors);
  }
}
