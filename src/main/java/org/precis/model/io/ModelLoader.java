package org.precis.model.io;

import java.nio.file.Path;

/** Loads a Hugging Face model directory. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * Loads {@code directory}; the caller closes the result.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws ModelFormatException if the directory cannot be used; the message says why
   */
  public static LoadedModel load(Path directory, String device) {
    throw new ModelFormatException(directory + " cannot be loaded on " + device);
  }
}
