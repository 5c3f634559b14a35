package org.precis.model.family;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.precis.nn.Dropout;

/** How the models of a family lie in a checkpoint. Implementations are immutable. */
public interface NetworkFamily {
  /** Values of {@code model_type} that belong to the family. */
  List<String> modelTypes();

  /**
   * Reads the configuration and says which tensors are needed.
   *
   * @param config {@code config.json}; special tokens that {@code generation_config.json} names
   *     have replaced its own
   * @param stored tells whether the weight files hold a tensor of a name
   * @throws IllegalArgumentException if the configuration breaks a rule
   */
  NetworkPlan plan(ConfigFields config, Predicate<String> stored);

  /**
   * What the model dropped when it was trained. The default are BART's fields and their defaults,
   * which its descendants share.
   *
   * @throws IllegalArgumentException if the configuration breaks a rule
   */
  default Dropout dropout(ConfigFields config) {
    return new Dropout(
        config.number("dropout", 0.1f),
        config.number("attention_dropout", 0),
        config.number("activation_dropout", 0),
        false);
  }

  /**
   * Generation settings that Hugging Face's configuration class of the family has where {@code
   * config.json} is silent. They count in directories without a {@code generation_config.json}
   * only.
   *
   * @throws IllegalArgumentException if the configuration breaks a rule
   */
  default Map<String, String> generationDefaults(ConfigFields config) {
    return Map.of();
  }
}
