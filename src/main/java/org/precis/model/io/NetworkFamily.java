package org.precis.model.io;

import java.util.List;

/** How the models of a family lie in a checkpoint. */
interface NetworkFamily {
  /** All families. */
  List<NetworkFamily> ALL = List.of(new T5Family());

  /** Values of {@code model_type} that belong to the family. */
  List<String> modelTypes();

  /**
   * Reads the configuration and says which tensors are needed.
   *
   * @throws ModelFormatException if the configuration breaks a rule
   */
  NetworkPlan plan(ConfigFields config, WeightFiles weights);

  /**
   * The family of a configuration.
   *
   * @throws ModelFormatException if none knows its {@code model_type}; the message lists those
   *     known
   */
  static NetworkFamily of(ConfigFields config) {
    String type = config.text("model_type");
    return ALL.stream()
        .filter(family -> family.modelTypes().contains(type))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFormatException(
                    "%s: model_type '%s' is unknown; known are %s"
                        .formatted(
                            config.file(),
                            type.length() > 100 ? type.substring(0, 100) + "…" : type,
                            ALL.stream()
                                .flatMap(family -> family.modelTypes().stream())
                                .toList())));
  }
}
