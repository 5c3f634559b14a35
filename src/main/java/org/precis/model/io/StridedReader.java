package org.precis.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Copies a view that does not lie in row-major order, such as a transposed one. Its region is
 * mapped, as neighbours of the result lie far apart in the file. Not thread-safe.
 */
final class StridedReader {
  /** Of a mapping, which can have 2³¹ − 1 bytes; a multiple of every element size. */
  private static final int SEGMENT_BYTES = 1 << 30;

  private static final int CHUNK_ELEMENTS = 1 << 16;

  private final TensorType type;
  private final long[] shape;
  private final long[] strides;
  private final ByteBuffer[] segments;

  /**
   * Maps a view.
   *
   * @param begin its first byte in the file
   * @param strides steps in elements
   */
  StridedReader(DataFile file, TensorType type, long begin, List<Long> shape, List<Long> strides)
      throws IOException {
    this.type = type;
    this.shape = shape.stream().mapToLong(Long::longValue).toArray();
    this.strides = strides.stream().mapToLong(Long::longValue).toArray();
    long elements = 1;
    for (int i = 0; i < this.shape.length; i++) {
      elements += (this.shape[i] - 1) * this.strides[i];
    }
    long bytes = elements * type.bytes();
    segments = new ByteBuffer[Math.toIntExact((bytes + SEGMENT_BYTES - 1) / SEGMENT_BYTES)];
    for (int i = 0; i < segments.length; i++) {
      long from = (long) i * SEGMENT_BYTES;
      segments[i] = file.map(begin + from, Math.min(SEGMENT_BYTES, bytes - from));
    }
  }

  /**
   * Reads elements as fp32.
   *
   * @param first index of the first one in row-major order
   * @param target filled to its limit
   */
  void read(long first, FloatBuffer target) {
    long[] index = new long[shape.length];
    long at = start(first, index);
    int width = type.bytes();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_ELEMENTS * width);
    while (target.hasRemaining()) {
      int count = Math.min(CHUNK_ELEMENTS, target.remaining());
      for (int i = 0; i < count; i++) {
        long place = at * width;
        ByteBuffer segment = segments[(int) (place / SEGMENT_BYTES)];
        chunk.put(i * width, segment, (int) (place % SEGMENT_BYTES), width);
        at = next(at, index);
      }
      type.widen(chunk.clear().limit(count * width), target);
    }
  }

  /** Sets the indices of an element and says where it lies. */
  private long start(long element, long[] index) {
    long at = 0;
    long rest = element;
    for (int i = shape.length - 1; i >= 0; i--) {
      index[i] = rest % shape[i];
      rest /= shape[i];
      at += index[i] * strides[i];
    }
    return at;
  }

  /** Goes to the element behind; after the last one to the first. */
  private long next(long at, long[] index) {
    long place = at;
    for (int i = shape.length - 1; i >= 0; i--) {
      place += strides[i];
      if (++index[i] < shape[i]) {
        return place;
      }
      place -= shape[i] * strides[i];
      index[i] = 0;
    }
    return place;
  }
}
