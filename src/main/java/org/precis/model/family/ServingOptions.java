package org.precis.model.family;

import java.util.Optional;

/**
 * How to serve.
 *
 * @param precision of the weights of matrix products
 * @param tablesInFile true if embedding tables stay in their files and rows are read when needed, a
 *     few microseconds each; false if they are loaded
 * @param outputs ids of the tokens that may be decoded, ascending; all where empty
 */
public record ServingOptions(Precision precision, boolean tablesInFile, Optional<int[]> outputs) {
  /** {@link Precision#AUTO}, all tokens, tables in memory. */
  public static final ServingOptions DEFAULT =
      new ServingOptions(Precision.AUTO, false, Optional.empty());

  /** The same with other output tokens. */
  public ServingOptions withOutputs(Optional<int[]> ids) {
    return new ServingOptions(precision, tablesInFile, ids);
  }
}
