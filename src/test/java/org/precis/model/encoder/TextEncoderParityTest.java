package org.precis.model.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.TextEncoder;
import org.precis.model.io.EncoderLoader;
import org.precis.model.io.LoadOptions;
import org.precis.model.t5.Fixture;

/** Vectors of tokens and of sentences against Hugging Face's, and the interface's rules. */
class TextEncoderParityTest {
  private static TextEncoder load(String name) {
    return EncoderLoader.loadModel(Fixture.path(name), "cpu", new LoadOptions(true, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "xlm-roberta"})
  void vectorsEqualTheReference(String name) {
    try (TextEncoder encoder = load(name)) {
      for (JsonNode batch : Fixture.json(name + "/expected.json").get("encode")) {
        List<int[]> texts = Fixture.sources(batch);
        float[] means = flat(encoder.means(texts));
        Shape shape = new Shape(texts.size(), encoder.width());
        assertClose(
            "means", shape, Fixture.floats(batch.get("mean_pooled").get("data")), means, 1e-5);
        if (batch.has("last_hidden_state")) {
          float[][] tokens = encoder.tokens(texts, encoder.layers()).get(0);
          assertClose(
              "tokens",
              new Shape(tokens.length, encoder.width()),
              Fixture.floats(batch.get("last_hidden_state").get("data")),
              flat(List.of(tokens)),
              1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "xlm-roberta"})
  void aTextsVectorsDoNotDependOnTheBatch(String name) {
    try (TextEncoder encoder = load(name)) {
      JsonNode batch = Fixture.json(name + "/expected.json").get("encode").get(2);
      List<int[]> texts = Fixture.sources(batch);
      for (int layer = 0; layer <= encoder.layers(); layer++) {
        List<float[][]> together = encoder.tokens(texts, layer);
        for (int i = 0; i < texts.size(); i++) {
          float[][] alone = encoder.tokens(List.of(texts.get(i)), layer).get(0);
          assertEquals(texts.get(i).length, together.get(i).length);
          assertClose(
              "text " + i,
              new Shape(alone.length, encoder.width()),
              flat(List.of(alone)),
              flat(List.of(together.get(i))),
              1e-5);
        }
      }
    }
  }

  private static float[] flat(List<?> vectors) {
    List<float[]> rows =
        vectors.stream()
            .flatMap(
                vector ->
                    vector instanceof float[][] several
                        ? List.of(several).stream()
                        : List.of((float[]) vector).stream())
            .toList();
    float[] flat = new float[rows.size() * rows.get(0).length];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * rows.get(i).length, rows.get(i).length);
    }
    return flat;
  }

  @Test
  void sizesAreThoseOfTheCheckpoint() {
    try (TextEncoder bert = load("bert");
        TextEncoder xlm = load("xlm-roberta")) {
      assertEquals(32, bert.width());
      assertEquals(2, bert.layers());
      assertEquals(98, bert.maxTokens());
      assertEquals(96, xlm.maxTokens(), "positions start after the padding token's id");
      assertEquals(422, xlm.vocabularySize());
    }
  }

  @Test
  void inputsThatBreakARuleAreRefused() {
    try (TextEncoder encoder = load("bert")) {
      assertRefused("no text to encode", encoder, List.of());
      assertRefused("text 1 has 0 tokens", encoder, List.of(new int[] {1}, new int[0]));
      assertRefused("text 0 has 99 tokens; allowed are 1 to 98", encoder, List.of(new int[99]));
      assertRefused("token 422 of text 0", encoder, List.of(new int[] {422}));
      assertThrows(IllegalArgumentException.class, () -> encoder.tokens(List.of(new int[] {1}), 3));
    }
  }

  private static void assertRefused(String message, TextEncoder encoder, List<int[]> texts) {
    String actual =
        assertThrows(IllegalArgumentException.class, () -> encoder.means(texts)).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }
}
