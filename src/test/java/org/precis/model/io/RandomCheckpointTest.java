package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.t5.T5Config;
import org.precis.model.t5.T5Names;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.NamedTensors;

class RandomCheckpointTest {
  @TempDir private Path directory;

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    assertArrayEquals(write("a", 1), write("b", 1));
    assertNotEquals(Arrays.hashCode(write("a", 1)), Arrays.hashCode(write("c", 2)));
  }

  private byte[] write(String name, long seed) throws IOException {
    Path target = directory.resolve(name);
    RandomCheckpoint.write(target, RandomCheckpoint.Size.TINY.config(), seed);
    return Files.readAllBytes(target.resolve("model.safetensors"));
  }

  @Test
  void weightsAreSpreadAsHuggingFaceSpreadsThem() throws IOException {
    T5Config config =
        RandomCheckpoint.Size.TINY.config().toBuilder()
            .width(64)
            .headWidth(8)
            .heads(4)
            .feedForwardWidth(200)
            .build();
    RandomCheckpoint.write(directory, config, 9);
    try (LoadedNetwork loaded = ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      assertEquals(config.transformer(), network.config());
      NamedTensors weights = network.weights();
      String block = "decoder.block.1.layer.";
      assertSpread(weights, T5Names.SHARED, 1);
      assertSpread(weights, T5Names.HEAD, 1);
      assertSpread(weights, block + "0.SelfAttention.q.weight", 64 * 8);
      assertSpread(weights, block + "0.SelfAttention.k.weight", 64);
      assertSpread(weights, block + "1.EncDecAttention.v.weight", 64);
      assertSpread(weights, block + "1.EncDecAttention.o.weight", 32);
      assertSpread(weights, block + "2.DenseReluDense.wi_1.weight", 64);
      assertSpread(weights, block + "2.DenseReluDense.wo.weight", 200);
      assertArrayEquals(
          new float[] {1, 1}, weights.get(block + "0.layer_norm.weight").get("0:2").toFloatArray());
    }
  }

  /** At least 2,048 weights, so the estimate is within 5 % (three standard errors). */
  private static void assertSpread(NamedTensors weights, String name, double inverseVariance) {
    float variance = weights.get(name).square().mean().getFloat();
    assertEquals(1, variance * inverseVariance, 0.1, name);
  }

  @Test
  void namedShapesAreThoseOfThePublishedModels() {
    assertEquals(300_176_768, parameters("mt5-small"));
    assertEquals(60_506_624, parameters("t5-small"));
    assertEquals(
        "checkpoint shape 'mt5-huge' is unknown; known are [tiny, t5-micro, t5-mini, t5-deep-encoder, t5-small, mt5-small]",
        assertThrows(IllegalArgumentException.class, () -> parameters("mt5-huge")).getMessage());
  }

  private static long parameters(String name) {
    return RandomCheckpoint.shapes(RandomCheckpoint.Size.of(name).config()).values().stream()
        .mapToLong(Shape::size)
        .sum();
  }
}
