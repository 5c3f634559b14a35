package org.precis.model.family;

import java.util.List;
import java.util.function.Predicate;

/** How the encoders of a family lie in a checkpoint. Implementations are immutable. */
public interface EncoderFamily {
  /** Values of {@code model_type} that belong to the family. */
  List<String> modelTypes();

  /**
   * Reads the configuration and says which tensors are needed.
   *
   * @param stored tells whether the weight files hold a tensor of a name
   * @throws IllegalArgumentException if the configuration breaks a rule
   */
  EncoderPlan plan(ConfigFields config, Predicate<String> stored);
}
