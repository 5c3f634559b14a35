package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.transformer.OutputHead;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;

/**
 * A network that learns from a teacher of its own family: all that a family has to say about
 * ACROSS. Not thread-safe.
 */
public abstract class Student {
  private final Objective supervised;

  /** The families are here. */
  Student(Objective supervised) {
    this.supervised = supervised;
  }

  /** One forward pass, and the losses that are of its words. R = target tokens. */
  interface Pass {
    /** The states, with gradients. */
    ForcedStates states();

    /**
     * The supervised loss, differentiated.
     *
     * @param scale what the loss is multiplied by before it is differentiated
     * @return sums over the target tokens
     */
    LossParts supervised(double scale, Backward backward);

    /**
     * Equation 8, differentiated.
     *
     * @param lessons of the pass's first examples
     * @param taught the teacher's rows for them
     * @param teacher how the teacher's rows become logits
     * @param scale what the loss is multiplied by before it is differentiated
     * @return the sum over the lessons' tokens
     */
    double consistency(
        List<Lesson> lessons, NDArray taught, OutputHead teacher, double scale, Backward backward);
  }

  /** Supervised learning of the same network, which validation measures. */
  final Objective supervised() {
    return supervised;
  }

  /** Told before each step, as {@link Objective#begin}. */
  void begin(long stepsDone) {}

  /**
   * A model as this student's teacher.
   *
   * @param folder its Hugging Face directory
   * @throws IOException if a file of either cannot be read
   * @throws IllegalArgumentException if it is of another family, width or vocabulary
   */
  abstract ForcedNetwork teacher(LoadedNetwork loaded, Path folder) throws IOException;

  /** Reads sources and, given targets, predicts them. */
  abstract Pass force(List<int[]> sources, List<int[]> targets);

  static IllegalArgumentException otherKind(LoadedNetwork teacher, ModelSpec student) {
    return new IllegalArgumentException(
        "%s models cannot be teachers of %s models; the teacher %s must be of the student's kind"
            .formatted(teacher.model().spec().modelType(), student.modelType(), teacher.name()));
  }

  /** Refuses a teacher of other sizes. */
  static void requireSizes(
      LoadedNetwork teacher, int width, int vocabulary, int ownWidth, int ownVocabulary) {
    if (width != ownWidth || vocabulary != ownVocabulary) {
      throw new IllegalArgumentException(
          "teacher and student must have one width and vocabulary; the teacher %s has %d and %d, the student %d and %d. Start the student from the teacher's folder"
              .formatted(teacher.name(), width, vocabulary, ownWidth, ownVocabulary));
    }
  }
}
