package org.precis.model.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A file with named tensors. Thread-safe; whoever opened it closes it. */
interface WeightFile extends AutoCloseable {
  /** The file. */
  Path file();

  /** The tensors by name, in the file's order. */
  Map<String, TensorEntry> entries();

  /** Names that are no more than another name of an earlier tensor. */
  Set<String> copies();

  /**
   * Reads elements as fp32.
   *
   * @param entry a tensor of floating type of this file
   * @param first index of the first element, in row-major order
   * @param target direct memory of whole floats in native order, filled to its limit
   * @throws ModelFormatException if reading fails
   */
  void read(TensorEntry entry, long first, ByteBuffer target);

  @Override
  void close();
}
