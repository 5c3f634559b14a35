package org.precis.train.uotsumm;

import org.precis.align.TransportSettings;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterConfig;

/**
 * The choices of UOTSumm.
 *
 * @param alignment which section a sentence goes to
 * @param transport how the transport problem is set and solved
 * @param cost what a sentence costs a section
 * @param countLoss what makes the counts right; a counter that selects has binary cross entropy
 * @param counter what the counter says
 * @param counterWidth width of the counter's narrow vectors, and of its LSTM's both directions
 *     together; even
 * @param counterRate learning rate of the counter, constant
 * @param counterGradientNorm its gradients are clipped to this norm; 0 for no limit
 */
public record UotSummSettings(
    Alignment alignment,
    TransportSettings transport,
    Cost cost,
    CountLoss countLoss,
    CounterConfig counter,
    int counterWidth,
    double counterRate,
    double counterGradientNorm) {

  /** Which section a sentence goes to. */
  public enum Alignment {
    /** That with most of it in the transport plan between costs and counts. */
    TRANSPORT,
    /** The cheapest one. */
    SIMPLE,
    /** That of the data; the cheapest one where they name none. */
    GIVEN
  }

  /** What a sentence costs a section. */
  public enum Cost {
    /** Mean of −log p over the sentence's tokens. */
    MEAN,
    /** Their sum. */
    SUM
  }

  public UotSummSettings {
    if (counterWidth < 2 || counterWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "counter_width must be even and at least 2, got " + counterWidth);
    }
    if (!(counterRate > 0) || !(counterGradientNorm >= 0)) {
      throw new IllegalArgumentException(
          "counter_learning_rate must be above 0 and counter_max_gradient_norm at least 0, got %s and %s"
              .formatted(counterRate, counterGradientNorm));
    }
  }

  /** Settings of a trained model that only aligns: what is said of training is not used. */
  public static UotSummSettings aligning(Alignment alignment, TransportSettings transport) {
    return new UotSummSettings(
        alignment,
        transport,
        Cost.MEAN,
        CountLoss.KL,
        new CounterConfig(CountActivation.SOFTPLUS, 1),
        2,
        1,
        0);
  }
}
