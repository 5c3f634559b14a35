package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.TextEncoder;

/** BERT's pooler, which some checkpoints have and some do not. */
class EncoderPoolerTest {
  private static final int WIDTH = 32;
  private static final int SIZE = WIDTH * WIDTH + WIDTH;

  @TempDir Path directory;

  private static TextEncoder load(Path directory) {
    return EncoderLoader.loadModel(directory, "cpu", new LoadOptions(true, 1));
  }

  /** The fixture with a pooler of these values: the matrix by rows, then the bias. */
  private Path withPooler(float[] values) throws IOException {
    EditableCheckpoint checkpoint = EditableCheckpoint.copy("bert", directory);
    checkpoint.changeWeights(
        raw -> {
          ObjectNode header = (ObjectNode) EditableCheckpoint.MAPPER.readTree(raw.header());
          int start = raw.data().length;
          int middle = start + WIDTH * WIDTH * Float.BYTES;
          int end = start + SIZE * Float.BYTES;
          add(header, "pooler.dense.weight", new int[] {WIDTH, WIDTH}, start, middle);
          add(header, "pooler.dense.bias", new int[] {WIDTH}, middle, end);
          ByteBuffer data = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN).put(raw.data());
          for (float value : values) {
            data.putFloat(value);
          }
          return raw.withHeader(header.toString()).withData(data.array());
        });
    return checkpoint.directory();
  }

  private static void add(ObjectNode header, String name, int[] shape, int from, int to) {
    ObjectNode entry = header.putObject(name).put("dtype", "F32");
    for (int size : shape) {
      entry.withArray("shape").add(size);
    }
    entry.withArray("data_offsets").add(from).add(to);
  }

  @Test
  void theFirstTokensVectorIsMappedAndSquashed() throws IOException {
    Random random = new Random(3);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) random.nextGaussian() / 4;
    }
    List<int[]> texts = List.of(new int[] {5, 9, 30, 2}, new int[] {7, 2});
    try (TextEncoder encoder = load(withPooler(values))) {
      assertTrue(encoder.hasPooler());
      List<float[]> pooled = encoder.pooled(texts);
      List<float[][]> tokens = encoder.tokens(texts, encoder.layers());
      for (int text = 0; text < 2; text++) {
        for (int d = 0; d < WIDTH; d++) {
          double sum = values[WIDTH * WIDTH + d];
          for (int k = 0; k < WIDTH; k++) {
            sum += values[d * WIDTH + k] * tokens.get(text)[0][k];
          }
          assertEquals(Math.tanh(sum), pooled.get(text)[d], 1e-5, "text " + text + ", " + d);
        }
      }
    }
  }

  @Test
  void withoutAPoolerItIsSaid() throws IOException {
    try (TextEncoder encoder = load(EditableCheckpoint.copy("bert", directory).directory())) {
      assertFalse(encoder.hasPooler());
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> encoder.pooled(List.of(new int[] {5})));
      assertTrue(error.getMessage().contains("has no pooler; take the mean"), error.getMessage());
    }
  }
}
