package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.precis.model.transformer.OutputHead;
import org.precis.train.across.AcrossSettings.AlignmentLoss;

/** The teacher with its documents, its bank and a choice of negatives. Not thread-safe. */
final class TeacherSide {
  private final AcrossSettings settings;
  private final Teacher teacher;
  private final PairedDocuments documents;
  private final NegativeSampler sampler;
  private final AlignmentLosses losses;
  private final Optional<TeacherBank> encoderBank;
  private final Optional<TeacherBank> decoderBank;

  /**
   * Builds the banks that the losses need.
   *
   * @param manager owner of the banks
   * @param progress told how many documents are done
   */
  TeacherSide(
      AcrossSettings settings,
      Teacher teacher,
      PairedDocuments documents,
      NegativeSampler sampler,
      NDManager manager,
      LongConsumer progress) {
    this.settings = settings;
    this.teacher = teacher;
    this.documents = documents;
    this.sampler = sampler;
    losses = new AlignmentLosses(manager);
    encoderBank =
        settings.encoderUses(AlignmentLoss.CONTRAST)
            ? Optional.of(
                TeacherBank.build(documents, teacher::documents, losses, manager, progress))
            : Optional.empty();
    decoderBank =
        settings.decoderUses(AlignmentLoss.CONTRAST)
            ? Optional.of(
                TeacherBank.build(documents, teacher::summaries, losses, manager, progress))
            : Optional.empty();
  }

  /** The teacher's documents. */
  PairedDocuments documents() {
    return documents;
  }

  /** How the teacher's decoder states become logits. */
  OutputHead head() {
    return teacher.head();
  }

  /**
   * What the losses need of a batch.
   *
   * @param own numbers of the batch's documents, each once
   * @param seed of the choice of negatives
   */
  Lectures lectures(List<Lesson> lessons, int[] numbers, Set<Integer> own, long seed) {
    if (lessons.isEmpty()) {
      return new Lectures(null, null, null, null, false);
    }
    int[] negatives =
        settings.uses(AlignmentLoss.CONTRAST) ? sampler.sample(own, seed) : new int[0];
    boolean some = negatives.length > 0;
    return new Lectures(
        settings.encoderUses(AlignmentLoss.CONSISTENCY) ? teacher.documents(lessons) : null,
        settings.decoderUses(AlignmentLoss.CONSISTENCY) ? teacher.rows(lessons) : null,
        some ? encoderBank.map(bank -> against(bank, numbers, negatives)).orElse(null) : null,
        some ? decoderContrast(lessons, negatives) : null,
        some);
  }

  /** Positives from the bank: it has the documents' own vectors. */
  private static Lectures.Contrasted against(TeacherBank bank, int[] numbers, int[] negatives) {
    return new Lectures.Contrasted(bank.rows(numbers), bank.rows(negatives));
  }

  /** Positives of the examples' own summaries, which may differ from those in the bank. */
  private Lectures.Contrasted decoderContrast(List<Lesson> lessons, int[] negatives) {
    if (decoderBank.isEmpty()) {
      return null;
    }
    NDArray positives = losses.unit(teacher.summaries(lessons));
    return new Lectures.Contrasted(positives, decoderBank.get().rows(negatives));
  }

  /** The batch's documents are done with. */
  void seen(Set<Integer> own) {
    sampler.seen(own);
  }
}
