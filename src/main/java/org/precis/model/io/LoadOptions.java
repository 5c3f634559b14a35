package org.precis.model.io;

import java.util.Optional;
import org.precis.model.family.ServingOptions;

/**
 * How to load.
 *
 * @param checkFinite refuse weights that are not finite numbers
 * @param threads threads that one operation on the CPU may use, set for the whole JVM; 0 leaves
 *     PyTorch's own choice
 * @param serving how to pack the model so that it serves fast; empty for the reference network,
 *     which can be trained
 */
public record LoadOptions(boolean checkFinite, int threads, Optional<ServingOptions> serving) {
  /** The reference network; checks the weights and leaves the threads alone. */
  public static final LoadOptions DEFAULT = new LoadOptions(true, 0);

  /** To serve, with {@link ServingOptions#DEFAULT}. */
  public static final LoadOptions SERVING =
      new LoadOptions(true, 0, Optional.of(ServingOptions.DEFAULT));

  public LoadOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0; they are " + threads);
    }
  }

  /** The reference network. */
  public LoadOptions(boolean checkFinite, int threads) {
    this(checkFinite, threads, Optional.empty());
  }

  /** The same with other output tokens, where it is to serve. */
  LoadOptions withOutputs(Optional<int[]> ids) {
    return new LoadOptions(checkFinite, threads, serving.map(options -> options.withOutputs(ids)));
  }
}
