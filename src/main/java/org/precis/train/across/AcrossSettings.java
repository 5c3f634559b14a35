package org.precis.train.across;

/**
 * The choices of ACROSS: L = α·L_cls + β·(encoder loss) + γ·(decoder loss), equation 9.
 *
 * @param weights α, β, γ
 * @param encoder what draws the encoders together; the paper's is {@link AlignmentLoss#CONTRAST}
 * @param decoder what draws the decoders together; the paper's is {@link AlignmentLoss#CONSISTENCY}
 * @param contrast details of contrastive losses
 * @param consistencyTemperature what logits are divided by in the decoders' consistency; mixtures
 *     have no logits but logarithms of probabilities
 * @param pooling how states become one vector
 * @param language name of the teacher's language among the sources' languages: its documents are
 *     the positives, joined by target document
 * @param cached true if what the teacher says is computed once and kept on the disk; false if it is
 *     computed at each step. The numbers are the same
 */
public record AcrossSettings(
    Weights weights,
    AlignmentLoss encoder,
    AlignmentLoss decoder,
    Contrast contrast,
    double consistencyTemperature,
    Pooling pooling,
    String language,
    boolean cached) {
  /** The paper's settings, with InfoNCE's positive in the denominator. */
  public static final AcrossSettings PAPER =
      new AcrossSettings(
          new Weights(1, 1, 2),
          AlignmentLoss.CONTRAST,
          AlignmentLoss.CONSISTENCY,
          new Contrast(0.1, 1_024, Negatives.BANK, true),
          1,
          Pooling.MEAN,
          "english",
          true);

  /** What draws a student's states to a teacher's. */
  public enum AlignmentLoss {
    /** Nothing does. */
    NONE,
    /** The own document's state against those of others (equation 5). */
    CONTRAST,
    /** Jensen–Shannon divergence (equation 8). */
    CONSISTENCY
  }

  /** Where the other documents of a contrastive loss come from. */
  public enum Negatives {
    /** Drawn at random from all of the teacher's documents. */
    BANK,
    /** The documents of the latest batches, as in MoCo; fewer at the beginning. */
    QUEUE
  }

  /**
   * Weights of the losses.
   *
   * @param alpha of the supervised loss
   * @param beta of the encoders'
   * @param gamma of the decoders'
   */
  public record Weights(double alpha, double beta, double gamma) {
    public Weights {
      if (!(alpha >= 0 && beta >= 0 && gamma >= 0)) {
        throw new IllegalArgumentException(
            "alpha, beta and gamma must be at least 0; they are %s, %s and %s"
                .formatted(alpha, beta, gamma));
      }
    }
  }

  /**
   * Details of contrastive losses.
   *
   * @param temperature τ
   * @param count N, how many other documents there are, at most
   * @param negatives where they come from
   * @param positiveCounts true if the denominator has the own document too
   */
  public record Contrast(
      double temperature, int count, Negatives negatives, boolean positiveCounts) {
    public Contrast {
      if (!(temperature > 0) || count < 1) {
        throw new IllegalArgumentException(
            "temperature must be above 0 and there must be at least 1 negative; they are %s and %d"
                .formatted(temperature, count));
      }
    }
  }

  /** True if either side has a loss of a kind whose weight is not 0. */
  boolean uses(AlignmentLoss kind) {
    return encoderUses(kind) || decoderUses(kind);
  }

  /** True if the encoders' loss is of a kind and counts. */
  boolean encoderUses(AlignmentLoss kind) {
    return encoder == kind && weights.beta() > 0;
  }

  /** True if the decoders' loss is of a kind and counts. */
  boolean decoderUses(AlignmentLoss kind) {
    return decoder == kind && weights.gamma() > 0;
  }

  /** True if any loss needs the teacher's decoder. */
  boolean needsDecoder() {
    return decoder != AlignmentLoss.NONE && weights.gamma() > 0;
  }
}
