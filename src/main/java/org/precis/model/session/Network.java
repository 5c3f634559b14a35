package org.precis.model.session;

import java.util.Optional;
import org.precis.model.ModelSpec;
import org.precis.nn.NamedTensors;

/**
 * A network with its weights as trainers know it, whatever it is made of: they look for the kind
 * that they can train. It also serves, where its family has nothing faster. Thread-safe; the
 * weights belong to whoever loaded them.
 */
public interface Network {
  /** Special tokens and sizes. */
  ModelSpec spec();

  /** The weights by their names in a checkpoint. */
  NamedTensors weights();

  /**
   * The network operation by operation, as sessions run it.
   *
   * @param outputs ids of the tokens that may be decoded, ascending; all where empty
   * @throws IllegalArgumentException if they cannot be decoded by themselves
   */
  ServedNetwork served(Optional<int[]> outputs);
}
