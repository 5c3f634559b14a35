package org.precis.train.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What the rows of a data file are, and which token ids are kept of them. Thread-safe but for
 * reading.
 *
 * @param <R> a row
 */
interface RowFormat<R> {
  /**
   * Reads a file. Bad rows are noted and skipped.
   *
   * @throws IOException if it cannot be read, or is of another kind
   */
  void read(DataFile file, Consumer<R> sink, BadRows bad) throws IOException;

  /** Key of the row's document: what must not be split between training and validation. */
  String document(R row);

  /** Name of the source's language. */
  String language(R row);

  /** All texts of the row: rows with the same content are duplicates. */
  String content(R row);

  /** Token ids of the row. */
  Tokens tokenize(R row);

  /** Adds to the report what is worth saying beside the numbers of rows and tokens. */
  default void describe(ObjectNode report) {}

  /**
   * Token ids as they are kept.
   *
   * @param source ids, cut to what is allowed
   * @param target ids, cut likewise
   * @param sourceLength number of the source's ids before
   * @param targetLength number of the target's ids before
   */
  record Tokens(int[] source, int[] target, int sourceLength, int targetLength) {}
}
