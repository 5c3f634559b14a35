package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.bart.BartFamily;
import org.precis.model.bart.MBartFamily;
import org.precis.model.marian.MarianFamily;
import org.precis.model.pegasus.PegasusFamily;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.model.t5.T5Family;
import org.precis.nn.NamedTensors;
import org.precis.nn.TorchRuntime;

/** Encoder states, logits and losses of tiny models against values computed in float64. */
class GoldenParityTest {
  private static final String T5 =
      """
      {"model_type": "t5", "vocab_size": 11, "d_model": 8, "d_kv": 3, "num_heads": 4, "d_ff": 10,
       "num_layers": 2, "relative_attention_num_buckets": 8, "pad_token_id": 0, "eos_token_id": 1}
      """;
  private static final String BART =
      """
      {"model_type": "bart", "vocab_size": 11, "d_model": 8, "encoder_layers": 2,
       "decoder_layers": 2, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
       "encoder_ffn_dim": 12, "decoder_ffn_dim": 12, "max_position_embeddings": 16}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "t5_v1_0_relu_tied         | `{}`",
        "t5_v1_1_gatedgelu_untied  | `{\"feed_forward_proj\": \"gated-gelu\", \"tie_word_embeddings\": false}`",
        "bart    | `{\"activation_function\": \"gelu\", \"eos_token_id\": 2, \"decoder_start_token_id\": 2}`",
        "mbart   | `{\"activation_function\": \"relu\", \"eos_token_id\": 2, \"decoder_start_token_id\": 2, \"scale_embedding\": true}`",
        "pegasus | `{\"activation_function\": \"relu\", \"eos_token_id\": 1, \"decoder_start_token_id\": 0, \"scale_embedding\": true}`",
        "marian  | `{\"activation_function\": \"swish\", \"eos_token_id\": 0, \"decoder_start_token_id\": 10, \"scale_embedding\": true}`",
      })
  void valuesEqualThoseOfFloat64(String name, String switches) throws Exception {
    JsonNode golden = Fixture.json("golden-tiny/golden.json").get(name);
    JsonNode inputs = golden.get("inputs");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode config = (ObjectNode) mapper.readTree(name.startsWith("t5") ? T5 : BART);
    config.setAll((ObjectNode) mapper.readTree(switches));
    config.set("pad_token_id", inputs.get("pad"));
    Set<String> keys = new HashSet<>();
    golden.get("keys").forEach(key -> keys.add(key.get(0).asText()));
    NetworkPlan plan = family(name).plan(new ConfigFields(config), keys::contains);
    assertEquals(keys, plan.shapes().keySet());
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      Map<String, NDArray> tensors = new HashMap<>();
      plan.shapes()
          .forEach((key, shape) -> tensors.put(key, manager.create(rule(key, shape), shape)));
      EncoderDecoder network =
          (EncoderDecoder) plan.build().apply(new NamedTensors(tensors), manager);
      List<int[]> sources =
          Fixture.rows(inputs.get("src"), inputs.path("none")).stream()
              .map(row -> withoutPadding(row, network.spec().padToken()))
              .toList();
      TeacherForcing actual =
          TeacherForcing.run(
              network, sources, Fixture.rows(inputs.get("labels"), inputs.path("none")), manager);
      assertEquals(golden.get("loss_token_mean").asDouble(), actual.loss().getFloat(), 1e-6);
      // The last position of row 1 is padding, where the reference had another input than pad.
      float[] logits = Fixture.floats(golden.get("logits"));
      assertClose("logits 0", new Shape(3, 11), part(logits, 0, 33), actual.logits().get(0), 2e-6);
      assertClose(
          "logits 1", new Shape(2, 11), part(logits, 33, 22), actual.logits().get("1,0:2"), 2e-6);
      float[] states = Fixture.floats(golden.get("enc"));
      assertClose("states 0", new Shape(7, 8), part(states, 0, 56), actual.states().get(0), 1e-5);
      assertClose(
          "states 1", new Shape(4, 8), part(states, 56, 32), actual.states().get("1,0:4"), 1e-5);
    }
  }

  private static NetworkFamily family(String name) {
    return switch (name) {
      case "bart" -> new BartFamily();
      case "mbart" -> new MBartFamily();
      case "pegasus" -> new PegasusFamily();
      case "marian" -> new MarianFamily();
      default -> new T5Family();
    };
  }

  private static int[] withoutPadding(int[] row, int pad) {
    return Arrays.stream(row).takeWhile(id -> id != pad).toArray();
  }

  private static float[] part(float[] values, int from, int count) {
    return Arrays.copyOfRange(values, from, from + count);
  }

  /** The rule of {@code parity/golden-tiny/SOURCE.md}. */
  private static float[] rule(String key, Shape shape) {
    long s = 0;
    for (int p = 1; p <= key.length(); p++) {
      s += (long) p * key.charAt(p - 1);
    }
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      double w = Math.sin(0.37 * (i + 1) + 0.11 * (s % 997));
      if (key.endsWith("bias.weight") || !key.endsWith("bias")) {
        boolean norm = key.contains("layer_norm") || key.contains("layernorm");
        values[i] = (float) (norm ? 1 + 0.1 * w : 0.3 * w);
      } else {
        values[i] = (float) (0.1 * w);
      }
    }
    return values;
  }
}
