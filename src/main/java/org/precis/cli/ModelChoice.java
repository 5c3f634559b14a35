package org.precis.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model a command summarises with. */
final class ModelChoice {
  private static final String BUNDLED = "models/precis-news";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Hugging Face directory of an encoder–decoder (default: the bundled model)")
  private Path model;

  @Option(names = "--extractive", description = "summarise without a model")
  private boolean extractive;

  /** The model's directory; empty if there is to be none, or none is bundled. */
  Optional<Path> directory() {
    if (extractive) {
      return Optional.empty();
    }
    return Optional.ofNullable(model)
        .or(
            () ->
                Optional.of(Path.of(System.getProperty("precis.home", ".")).resolve(BUNDLED))
                    .filter(Files::isDirectory));
  }
}
