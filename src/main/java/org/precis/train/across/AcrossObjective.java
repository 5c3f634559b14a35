package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.precis.nn.GradientScope;
import org.precis.nn.TensorScope;
import org.precis.train.across.AcrossSettings.AlignmentLoss;
import org.precis.train.data.Batch;
import org.precis.train.data.TokenizedExample;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;

/**
 * ACROSS's loss (equation 9). Supervised and decoder losses are averaged over the step's target
 * tokens, the encoder loss over its examples; the paper does not say. Examples whose document in
 * the teacher's language is not among the training pairs have the supervised loss alone. Validation
 * measures the likelihood, which is what configurations of losses have in common.
 *
 * <p>B = examples with a document, D = width, R = target tokens.
 */
public final class AcrossObjective implements Objective {
  /** Name of the negative log-likelihood without smoothing. */
  public static final String NLL = "nll";

  /** Name of the encoders' loss. */
  public static final String ENCODER = "encoder";

  /** Name of the decoders' loss. */
  public static final String DECODER = "decoder";

  /** Name of the share of examples that have a document. */
  public static final String PAIRED = "paired";

  private final AcrossSettings settings;
  private final Student student;
  private final AlignmentLosses losses;
  private final TeacherSide teacher;
  private final NDManager manager;

  /** The batch's examples, those with a document first. */
  private record Aligned(
      List<int[]> sources, List<int[]> targets, int[] documents, List<Lesson> lessons) {}

  AcrossObjective(
      AcrossSettings settings, Student student, TeacherSide teacher, NDManager manager) {
    this.settings = settings;
    this.student = student;
    this.teacher = teacher;
    this.manager = manager;
    losses = new AlignmentLosses(manager);
  }

  @Override
  public void begin(long stepsDone) {
    student.begin(stepsDone);
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    Aligned aligned = aligned(batch);
    Set<Integer> own = new LinkedHashSet<>();
    for (int document : aligned.documents()) {
      own.add(document);
    }
    try (TensorScope outer = TensorScope.open()) {
      outer.suppressNotUsedWarning();
      Lectures lectures = teacher.lectures(aligned.lessons(), aligned.documents(), own, seed);
      JniUtils.setSeed(seed);
      LossParts parts = differentiate(aligned, lectures, totals);
      teacher.seen(own);
      return parts;
    }
  }

  private LossParts differentiate(Aligned aligned, Lectures lectures, StepTotals totals) {
    try (GradientScope scope = GradientScope.record()) {
      Student.Pass pass = student.force(aligned.sources(), aligned.targets());
      Backward backward = new Backward(scope, manager);
      double alpha = totals.lossScale() * settings.weights().alpha() / totals.targetTokens();
      LossParts sums = pass.supervised(alpha, backward);
      Map<String, Double> parts = new HashMap<>();
      sums.parts().forEach((name, sum) -> parts.put(name, sum / totals.targetTokens()));
      parts.put(ENCODER, 0.0);
      parts.put(DECODER, 0.0);
      parts.put(PAIRED, (double) aligned.lessons().size() / totals.examples());
      if (!aligned.lessons().isEmpty()) {
        encoder(aligned, lectures, pass.states(), totals, backward, parts);
        decoder(aligned, lectures, pass, totals, backward, parts);
      }
      backward.run();
      double loss =
          settings.weights().alpha() * sums.loss() / totals.targetTokens()
              + settings.weights().beta() * parts.get(ENCODER)
              + settings.weights().gamma() * parts.get(DECODER);
      return new LossParts(loss, parts);
    }
  }

  /** Averaged over the examples. */
  private void encoder(
      Aligned aligned,
      Lectures lectures,
      ForcedStates states,
      StepTotals totals,
      Backward backward,
      Map<String, Double> parts) {
    double scale = totals.lossScale() * settings.weights().beta() / totals.examples();
    boolean contrast = settings.encoderUses(AlignmentLoss.CONTRAST);
    if (contrast ? !lectures.hasNegatives() : !settings.encoderUses(AlignmentLoss.CONSISTENCY)) {
      return;
    }
    NDArray pooled =
        settings
            .pooling()
            .pool(
                Backward.first(states.encoded(), aligned.lessons().size()),
                ForcedStates.lengths(aligned.sources().subList(0, aligned.lessons().size())));
    AlignmentLosses.Differentiated loss =
        contrast
            ? contrast(pooled, lectures.encoder(), scale)
            : losses.divergence(pooled, lectures.documents(), scale);
    backward.add(pooled, loss.gradient());
    parts.put(ENCODER, loss.sum() / totals.examples());
  }

  /** Consistency averaged over the target tokens, contrast over the examples. */
  private void decoder(
      Aligned aligned,
      Lectures lectures,
      Student.Pass pass,
      StepTotals totals,
      Backward backward,
      Map<String, Double> parts) {
    double gamma = totals.lossScale() * settings.weights().gamma();
    if (settings.decoderUses(AlignmentLoss.CONSISTENCY)) {
      double sum =
          pass.consistency(
              aligned.lessons(),
              lectures.rows(),
              teacher.head(),
              gamma / totals.targetTokens(),
              backward);
      parts.put(DECODER, sum / totals.targetTokens());
    } else if (settings.decoderUses(AlignmentLoss.CONTRAST) && lectures.hasNegatives()) {
      NDArray pooled =
          settings
              .pooling()
              .pool(
                  Backward.first(pass.states().decoded(), aligned.lessons().size()),
                  ForcedStates.lengths(aligned.targets().subList(0, aligned.lessons().size())));
      AlignmentLosses.Differentiated loss =
          contrast(pooled, lectures.decoder(), gamma / totals.examples());
      backward.add(pooled, loss.gradient());
      parts.put(DECODER, loss.sum() / totals.examples());
    }
  }

  private AlignmentLosses.Differentiated contrast(
      NDArray pooled, Lectures.Contrasted against, double scale) {
    return losses.contrast(
        pooled,
        against.positives(),
        against.negatives(),
        settings.contrast().temperature(),
        settings.contrast().positiveCounts(),
        scale);
  }

  private Aligned aligned(Batch batch) {
    List<TokenizedExample> paired = new ArrayList<>();
    List<TokenizedExample> single = new ArrayList<>();
    List<Integer> documents = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    for (TokenizedExample example : batch.examples()) {
      OptionalInt document = teacher.documents().find(example.group());
      if (document.isEmpty()) {
        single.add(example);
      } else {
        paired.add(example);
        documents.add(document.getAsInt());
        lessons.add(teacher.documents().lesson(document.getAsInt(), example.target()));
      }
    }
    paired.addAll(single);
    Batch ordered = new Batch(paired);
    return new Aligned(
        ordered.sources(),
        ordered.targets(),
        documents.stream().mapToInt(Integer::intValue).toArray(),
        lessons);
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    return student.supervised().measure(batch, totals);
  }
}
