package org.precis.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;

/**
 * Where a network under training drops values, and how many (Srivastava et al. 2014). Values that
 * stay are divided by the share that stays. The choice follows PyTorch's random numbers, so that
 * seeding them repeats it.
 *
 * @param states share of embeddings and of each sub-layer's result
 * @param attention share of attention probabilities
 * @param activation share of the values inside feed-forward layers
 * @param last true if states after the last layer's norm are dropped too, as in T5
 */
public record Dropout(double states, double attention, double activation, boolean last) {
  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0, 0, false);

  public Dropout {
    for (double rate : new double[] {states, attention, activation}) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException(
            "a dropout rate is %s; it must be at least 0 and less than 1".formatted(rate));
      }
    }
  }

  /** The same places with other rates. */
  public Dropout with(double newStates, double newAttention, double newActivation) {
    return new Dropout(newStates, newAttention, newActivation, last);
  }

  /** Drops a share of the values; does nothing at all for a rate of 0. */
  public static UnaryOperator<NDArray> of(double rate) {
    return rate == 0 ? UnaryOperator.identity() : x -> JniUtils.dropout((PtNDArray) x, rate, true);
  }
}
