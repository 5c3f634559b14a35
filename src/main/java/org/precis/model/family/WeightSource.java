package org.precis.model.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;

/**
 * A checkpoint's weights, read when they are asked for, so that one that is packed at once never
 * lies in memory beside all others. Tensors are fp32, on their manager's device.
 */
public interface WeightSource {
  /** A tensor; it belongs to {@code manager}. */
  NDArray read(String name, NDManager manager);

  /** Rows {@code from} to {@code to} − 1 of a tensor. */
  NDArray read(String name, long from, long to, NDManager manager);

  /** Some rows of a tensor of two axes, in the order given. */
  NDArray rows(String name, int[] rows, NDManager manager);

  /** Opens a tensor of two axes for reading as long as the caller likes. */
  Table open(String name);

  /** Rows in a file. Thread-safe; whoever opened it closes it. */
  interface Table extends AutoCloseable {
    /** Number of columns. */
    int width();

    /**
     * Reads a row.
     *
     * @param target direct memory in native order; gets {@link #width} numbers of fp32
     */
    void read(long row, ByteBuffer target);

    @Override
    void close();
  }
}
