package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.LongConsumer;

/** Tensors of weight files as a writer takes them, read piece by piece. Not thread-safe. */
final class StoredTensors {
  private final WeightReader reader;
  private final WeightFiles files;
  private final LongConsumer progress;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private long written;

  /**
   * @param progress gets the number of weights read so far
   */
  StoredTensors(WeightReader reader, WeightFiles files, LongConsumer progress) {
    this.reader = reader;
    this.files = files;
    this.progress = progress;
  }

  /** A tensor as it is. */
  SafeTensorsWriter.Tensor whole(String name, Shape shape) {
    String stored = reader.nameInFile(name);
    return new SafeTensorsWriter.Tensor(
        name,
        shape,
        (piece, first) -> {
          read(stored, first, piece, piece.remaining());
          progress.accept(written);
        });
  }

  /**
   * Some slices of a tensor.
   *
   * @param shape of the stored tensor
   * @param axis the axis along which slices are taken
   * @param kept their indexes, ascending
   */
  SafeTensorsWriter.Tensor slices(String name, Shape shape, int axis, int[] kept) {
    String stored = reader.nameInFile(name);
    long inner = shape.slice(axis + 1).size();
    long size = shape.get(axis);
    long[] sizes = shape.getShape().clone();
    sizes[axis] = kept.length;
    return new SafeTensorsWriter.Tensor(
        name,
        new Shape(sizes),
        (piece, first) -> {
          for (long at = first; piece.hasRemaining(); ) {
            int slice = (int) (at / inner % kept.length);
            long outer = at / inner / kept.length;
            int last = slice;
            while (last + 1 < kept.length && kept[last + 1] == kept[last] + 1) {
              last++; // neighbours are read together
            }
            long into = at % inner;
            int count = (int) Math.min(piece.remaining(), (last - slice + 1) * inner - into);
            read(stored, (outer * size + kept[slice]) * inner + into, piece, count);
            at += count;
          }
          progress.accept(written);
        });
  }

  private void read(String stored, long first, FloatBuffer piece, int count) {
    ByteBuffer read = memory(count * Float.BYTES);
    files.read(stored, first, read);
    piece.put(read.rewind().asFloatBuffer());
    written += count;
  }

  /** The same memory for every piece: direct memory is freed late. */
  private ByteBuffer memory(int bytes) {
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return memory.clear().limit(bytes);
  }
}
