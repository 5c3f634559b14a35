package org.precis.model.family;

import ai.djl.ndarray.NDManager;
import org.precis.model.session.ServedNetwork;

/** How a network is built that serves and does nothing else. */
@FunctionalInterface
public interface ServingPlan {
  /**
   * Reads and packs the weights.
   *
   * @param manager owner of all that is kept; its device is where the network runs
   * @throws IllegalArgumentException if the device cannot do what the options ask for
   */
  ServedNetwork load(WeightSource weights, ServingOptions options, NDManager manager);
}
