package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.TextEncoder;
import org.precis.model.family.Checkpoints;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.TransformerShapes;

/** Vectors of texts by the first half of an encoder–decoder transformer. */
class EncoderHalfTest {
  @TempDir Path directory;

  private static TextEncoder load(Path directory) {
    return EncoderLoader.loadModel(directory, "cpu", new LoadOptions(true, 1));
  }

  private static List<int[]> texts(String fixture) {
    return Fixture.sources(Fixture.json(fixture + "/expected.json").get("loss").get(0));
  }

  static List<String> all() {
    return Checkpoints.ALL;
  }

  /** Those whose states Hugging Face's fixture has. */
  static List<String> checkpoints() {
    return Checkpoints.ALL.stream().filter(name -> !name.equals("led")).toList();
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void vectorsEqualTheReference(String name) {
    JsonNode batch = Fixture.json(name + "/expected.json").get("loss").get(0);
    List<int[]> texts = Fixture.sources(batch);
    float[] expected = Fixture.floats(batch.get("encoder_last_hidden_state").get("data"));
    try (TextEncoder encoder = load(Fixture.path(name))) {
      float[][] tokens = encoder.tokens(texts, encoder.layers()).get(0);
      Shape shape = new Shape(texts.get(0).length, encoder.width());
      assertClose("tokens", shape, expected, flat(tokens), 1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void meansAreThoseOfTheNetwork(String name) {
    try (TextEncoder encoder = load(Fixture.path(name));
        LoadedNetwork network = Checkpoints.load(name)) {
      for (JsonNode batch : Fixture.json(name + "/expected.json").get("loss")) {
        List<int[]> texts = Fixture.sources(batch);
        assertClose(
            "means",
            new Shape(texts.size(), encoder.width()),
            flat(network.model().means(texts).toArray(float[][]::new)),
            flat(encoder.means(texts).toArray(float[][]::new)),
            1e-4);
      }
    }
  }

  private static float[] flat(float[][] vectors) {
    float[] flat = new float[vectors.length * vectors[0].length];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(vectors[i], 0, flat, i * vectors[0].length, vectors[0].length);
    }
    return flat;
  }

  private static float[] mean(float[][] vectors) {
    float[] mean = new float[vectors[0].length];
    for (float[] vector : vectors) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += vector[d] / vectors.length;
      }
    }
    return mean;
  }

  @ParameterizedTest
  @CsvSource({
    "t5-relu-tied, num_layers",
    "umt5-bytefallback, num_layers",
    "bart, encoder_layers",
    "mbart50, encoder_layers"
  })
  void aLowerLayerIsTheLastOneOfANetworkWithoutTheUpper(String name, String layers)
      throws IOException {
    EditableCheckpoint cut = EditableCheckpoint.copy(name, directory);
    cut.changeConfig(config -> config.put("num_decoder_layers", 2).put(layers, 1));
    List<int[]> texts = texts(name);
    try (TextEncoder encoder = load(Fixture.path(name));
        LoadedNetwork network =
            ModelLoader.loadNetwork(cut.directory(), "cpu", new LoadOptions(true, 1))) {
      assertEquals(2, encoder.layers());
      assertClose(
          "mean",
          new Shape(encoder.width()),
          network.model().means(texts).get(0),
          mean(encoder.tokens(texts, 1).get(0)),
          1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-relu-tied", "bart", "led"})
  void theDecoderNeedNotBeThere(String name) throws IOException {
    EditableCheckpoint half = EditableCheckpoint.copy(name, directory);
    try (LoadedNetwork whole = Checkpoints.load(name)) {
      TransformerNetwork network = (TransformerNetwork) whole.model().network();
      SafeTensorsWriter.write(
          half.weights(),
          TransformerShapes.ofEncoder(network.config(), network.names()).keySet().stream()
              .map(tensor -> SafeTensorsWriter.Tensor.of(tensor, network.weights().get(tensor)))
              .toList());
    }
    List<int[]> texts = texts(name);
    try (TextEncoder whole = load(Fixture.path(name));
        TextEncoder encoder = load(half.directory())) {
      for (int layer = 0; layer <= whole.layers(); layer++) {
        List<float[][]> expected = whole.tokens(texts, layer);
        List<float[][]> actual = encoder.tokens(texts, layer);
        for (int i = 0; i < texts.size(); i++) {
          assertArrayEquals(expected.get(i), actual.get(i), "layer " + layer);
        }
      }
    }
  }

  @Test
  void whatHasNoSuchEncoderIsSaid() throws IOException {
    EditableCheckpoint other = EditableCheckpoint.copy("pgnet", directory);
    assertRefused("a 'pgnet' has no encoder that gives vectors of texts; take a transformer");
    other.changeConfig(config -> config.put("model_type", "gpt2"));
    assertRefused("model_type 'gpt2' is unknown; known are [bart, bert, ");
  }

  private void assertRefused(String message) {
    for (Executable loading :
        List.<Executable>of(
            () -> load(directory),
            () -> EncoderLoader.load(directory, "cpu", new LoadOptions(true, 1)))) {
      String actual = assertThrows(ModelFormatException.class, loading).getMessage();
      assertTrue(actual.contains(directory.resolve("config.json") + ": " + message), actual);
    }
  }
}
