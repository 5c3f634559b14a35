package org.precis.model.io;

/**
 * How to load.
 *
 * @param checkFinite refuse weights that are not finite numbers
 * @param threads threads that one operation on the CPU may use, set for the whole JVM; 0 leaves
 *     PyTorch's own choice
 */
public record LoadOptions(boolean checkFinite, int threads) {
  /** Checks the weights and leaves the threads alone. */
  public static final LoadOptions DEFAULT = new LoadOptions(true, 0);

  public LoadOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0; they are " + threads);
    }
  }
}
