package org.precis.model.io;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.precis.nn.TensorScope;

/**
 * Writes safetensors files of fp32 numbers, rounded where asked, piece by piece. The file appears
 * under its name only when it is complete.
 */
public final class SafeTensorsWriter {
  private static final int PIECE_FLOATS = 1 << 18;

  private SafeTensorsWriter() {}

  /** Source of a tensor's elements, called piece by piece from the first to the last. */
  @FunctionalInterface
  public interface Values {
    /**
     * Fills a piece to its limit with elements in row-major order.
     *
     * @param first index of the first one
     */
    void fill(FloatBuffer piece, long first);
  }

  /**
   * A tensor to be written.
   *
   * @param name its name in the file
   * @param shape its sizes
   * @param values its elements
   */
  public record Tensor(String name, Shape shape, Values values) {

    /**
     * A tensor of the engine, which must stay open until it is written.
     *
     * @throws IllegalArgumentException if it is not fp32
     */
    public static Tensor of(String name, NDArray array) {
      if (array.getDataType() != DataType.FLOAT32) {
        throw new IllegalArgumentException(
            "'%s' is %s; only FLOAT32 is written".formatted(name, array.getDataType()));
      }
      return new Tensor(name, array.getShape(), (piece, first) -> copy(array, piece, first));
    }

    private static void copy(NDArray array, FloatBuffer piece, long first) {
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        PtNDArray flat = (PtNDArray) array.flatten();
        piece.put(JniUtils.slice(flat, 0, first, first + piece.remaining(), 1).toFloatArray());
      }
    }
  }

  /**
   * Writes a file, replacing one of that name.
   *
   * @throws IOException if writing fails; no part of the file is left then
   */
  public static void write(Path file, List<Tensor> tensors) throws IOException {
    write(file, tensors, TensorType.F32);
  }

  /**
   * Writes a file of another element type.
   *
   * @throws IOException if writing fails; no part of the file is left then
   * @throws ModelFormatException if a number is too large for the type
   */
  static void write(Path file, List<Tensor> tensors, TensorType type) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        byte[] header = header(tensors, type);
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, length.putLong(header.length).flip());
        writeFully(channel, ByteBuffer.wrap(header));
        ByteBuffer memory =
            ByteBuffer.allocateDirect(PIECE_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors) {
          writeValues(channel, tensor, type, memory);
        }
      }
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static byte[] header(List<Tensor> tensors, TensorType type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      // Hugging Face refuses files that do not name their framework.
      json.writeObjectFieldStart("__metadata__");
      json.writeStringField("format", "pt");
      json.writeEndObject();
      long begin = 0;
      for (Tensor tensor : tensors) {
        long end = begin + tensor.shape().size() * type.bytes();
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", type.name());
        json.writeFieldName("shape");
        long[] sizes = tensor.shape().getShape();
        json.writeArray(sizes, 0, sizes.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    // Padded with spaces so that the data is aligned for readers that map it.
    int padding = Math.floorMod(-bytes.size(), Long.BYTES);
    bytes.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  private static void writeValues(
      FileChannel channel, Tensor tensor, TensorType type, ByteBuffer memory) throws IOException {
    long size = tensor.shape().size();
    for (long first = 0; first < size; first += PIECE_FLOATS) {
      int count = (int) Math.min(PIECE_FLOATS, size - first);
      memory.clear().limit(count * Float.BYTES);
      FloatBuffer piece = memory.asFloatBuffer();
      tensor.values().fill(piece, first);
      if (piece.hasRemaining()) {
        throw new IllegalStateException(
            "'%s' gave %d of %d elements from %d"
                .formatted(tensor.name(), piece.position(), count, first));
      }
      if (type != TensorType.F32) {
        narrow(tensor, piece.flip(), memory, type);
      }
      writeFully(channel, memory);
    }
  }

  /** Rounds a piece in place: an element's place is never behind the one that it was read from. */
  private static void narrow(Tensor tensor, FloatBuffer piece, ByteBuffer memory, TensorType type) {
    int count = piece.remaining();
    type.narrow(piece, memory);
    memory.flip();
    FloatBuffer rounded = FloatBuffer.allocate(count);
    type.widen(memory.duplicate(), rounded);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(rounded.get(i))) {
        throw new ModelFormatException(
            "'%s' has a number that %s cannot hold; take bf16 or fp32"
                .formatted(tensor.name(), type));
      }
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
