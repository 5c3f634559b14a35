package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.t5.Fixture;
import org.precis.model.t5.T5Config;
import org.precis.model.t5.T5Family;
import org.precis.model.t5.T5Names;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.Activation;
import org.precis.nn.TensorAssert;

/** Loading sound directories in all their variants. */
class ModelLoaderTest {
  @TempDir private Path directory;
  private EditableCheckpoint checkpoint;

  private void copy(String fixture) throws IOException {
    checkpoint = EditableCheckpoint.copy(fixture, directory);
  }

  private static LoadedNetwork load(Path directory) {
    return ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT);
  }

  private static TransformerNetwork network(LoadedNetwork loaded) {
    return (TransformerNetwork) loaded.model().network();
  }

  private static T5Config t5Config(String fixture, TransformerNetwork network) {
    return T5Family.config(
        ConfigFile.read(Fixture.path(fixture)).fields(), network.weights().names()::contains);
  }

  private static Map<String, float[]> weights(LoadedNetwork loaded) {
    Map<String, float[]> weights = new TreeMap<>();
    network(loaded)
        .weights()
        .tensors()
        .forEach((name, tensor) -> weights.put(name, tensor.toFloatArray()));
    return weights;
  }

  private static Map<String, float[]> weights(Path directory) {
    try (LoadedNetwork loaded = load(directory)) {
      return weights(loaded);
    }
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, values) ->
            TensorAssert.assertClose(name, new Shape(values.length), values, actual.get(name), 0));
  }

  @Test
  void aDirectoryBecomesAModelWithItsSpecAndDefaults() {
    try (LoadedNetwork loaded = load(Fixture.path(Fixture.MT5))) {
      assertEquals(Fixture.MT5, loaded.name());
      assertEquals("cpu", loaded.device());
      assertEquals("mt5", loaded.model().spec().modelType());
      assertEquals(424, loaded.model().spec().vocabularySize());
      assertEquals(0, loaded.model().spec().decoderStartToken());
      assertEquals(
          Map.of("decoder_start_token_id", "0", "eos_token_id", "1", "pad_token_id", "0"),
          loaded.generation());
      assertEquals(List.of(), loaded.unused());
      assertTrue(loaded.hash().matches("[0-9a-f]{64}"), loaded.hash());
    }
  }

  @Test
  void aWholeDirectoryHasItsTokenizer() {
    try (LoadedModel loaded = ModelLoader.load(Fixture.path(Fixture.MT5), "cpu")) {
      String text = "The council opened the bridge after the storm.";
      int[] ids = loaded.tokenizer().encode(text).ids();
      assertEquals(1, ids[ids.length - 1]);
      assertEquals(text, loaded.tokenizer().decode(ids));
      assertEquals("mt5", loaded.model().spec().modelType());
    }
  }

  @Test
  void shardsHoldTheSameModel() {
    assertSame(
        weights(Fixture.path(Fixture.T5)), weights(Fixture.path(Fixture.T5 + "/variants/sharded")));
  }

  @ParameterizedTest
  @CsvSource({
    Fixture.T5 + ",fp16,11",
    Fixture.T5 + ",bf16,8",
    Fixture.MT5 + ",fp16,11",
    Fixture.MT5 + ",bf16,8"
  })
  void shortFloatsAreThoseOfTheFp32FileRounded(String fixture, String type, int bits)
      throws IOException {
    EditableCheckpoint.copy(fixture, "variants/model." + type + ".safetensors", directory);
    Map<String, float[]> full = weights(Fixture.path(fixture));
    full.values().forEach(values -> round(values, bits));
    assertSame(full, weights(directory));
  }

  /** Rounds to so many significant bits, ties to even; good for normal numbers only. */
  private static void round(float[] values, int significantBits) {
    for (int i = 0; i < values.length; i++) {
      int drop = 24 - significantBits;
      if (significantBits == 11 && Math.abs(values[i]) < 0x1p-14f) {
        values[i] = (float) (Math.rint(values[i] * 0x1p24) * 0x1p-24);
      } else {
        int unit = Math.getExponent(values[i]) - 23 + drop;
        values[i] =
            (float) (Math.rint(Math.scalb((double) values[i], -unit)) * Math.scalb(1d, unit));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Fixture.T5, Fixture.MT5})
  void savedAndLoadedAgainAModelIsTheSame(String fixture) throws IOException {
    try (LoadedNetwork loaded = load(Fixture.path(fixture))) {
      TransformerNetwork network = network(loaded);
      List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
      network
          .weights()
          .tensors()
          .forEach((name, tensor) -> tensors.add(SafeTensorsWriter.Tensor.of(name, tensor)));
      SafeTensorsWriter.write(directory.resolve("model.safetensors"), tensors);
      EditableCheckpoint.MAPPER.writeValue(
          directory.resolve("config.json").toFile(), T5Family.json(t5Config(fixture, network)));
      try (LoadedNetwork again = load(directory)) {
        assertEquals(network.config(), network(again).config());
        assertSame(weights(loaded), weights(again));
      }
    }
  }

  @Test
  void theHashChangesWithEveryByteAndWithNothingElse() throws IOException {
    copy(Fixture.MT5);
    String hash = hash();
    assertEquals(hash, hash());
    try (LoadedNetwork elsewhere = load(Fixture.path(Fixture.MT5))) {
      assertEquals(hash, elsewhere.hash());
    }
    Path weights = directory.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    String other = hash();
    assertNotEquals(hash, other);
    Files.writeString(
        directory.resolve("config.json"), Files.readString(directory.resolve("config.json")) + " ");
    assertNotEquals(other, hash());
  }

  private String hash() {
    try (LoadedNetwork loaded = load(directory)) {
      return loaded.hash();
    }
  }

  @Test
  void aHashOfSeveralBlocksFollowsItsRule() throws Exception {
    Path config = Files.writeString(directory.resolve("config.json"), "{}");
    byte[] bytes = new byte[CheckpointHash.BLOCK_BYTES + 5];
    bytes[3] = 7;
    bytes[bytes.length - 1] = 9;
    Path weights = Files.write(directory.resolve("w"), bytes);
    var digest = MessageDigest.getInstance("SHA-256");
    var sha = MessageDigest.getInstance("SHA-256");
    digest.update("config.json\0\0\0\0\0\0\0\0\2".getBytes(StandardCharsets.UTF_8));
    digest.update(sha.digest("{}".getBytes(StandardCharsets.UTF_8)));
    digest.update("w\0\0\0\0\0\4\0\0\5".getBytes(StandardCharsets.UTF_8));
    digest.update(sha.digest(Arrays.copyOf(bytes, CheckpointHash.BLOCK_BYTES)));
    digest.update(sha.digest(new byte[] {0, 0, 0, 0, 9}));
    try (Workers workers = new Workers()) {
      assertEquals(
          HexFormat.of().formatHex(digest.digest()),
          CheckpointHash.of(config, List.of(weights), workers));
    }
  }

  @Test
  void generationConfigWinsOverConfigWhichFillsItsGaps() throws IOException {
    copy(Fixture.MT5);
    checkpoint.changeConfig(
        config ->
            config
                .put("num_beams", 4)
                .put("length_penalty", 0.6)
                .put("max_length", 84)
                .put("early_stopping", true)
                .putNull("forced_bos_token_id")
                .putObject("task_specific_params")
                .putObject("summarization")
                .put("num_beams", 99));
    Files.writeString(
        directory.resolve("generation_config.json"),
        "{\"num_beams\":6,\"early_stopping\":\"never\",\"bad_words_ids\":[[0]],\"max_length\":null,"
            + "\"transformers_version\":\"4.57.6\",\"_from_model_config\":true}");
    try (LoadedNetwork loaded = load(directory)) {
      Map<String, String> expected = new LinkedHashMap<>();
      expected.put("bad_words_ids", "[[0]]");
      expected.put("decoder_start_token_id", "0");
      expected.put("early_stopping", "never");
      expected.put("eos_token_id", "1");
      expected.put("length_penalty", "0.6");
      expected.put("max_length", "84");
      expected.put("num_beams", "6");
      expected.put("pad_token_id", "0");
      assertEquals(expected, new TreeMap<>(loaded.generation()));
    }
  }

  @Test
  void absentFieldsOfOldConfigurationsHaveTheirDefaults() throws IOException {
    copy(Fixture.T5);
    checkpoint.changeConfig(
        config ->
            config.remove(
                List.of(
                    "decoder_start_token_id",
                    "num_decoder_layers",
                    "relative_attention_max_distance",
                    "feed_forward_proj",
                    "layer_norm_epsilon")));
    try (LoadedNetwork loaded = load(directory)) {
      TransformerConfig config = network(loaded).config();
      assertEquals(0, config.tokens().decoderStart());
      assertEquals(2, config.decoder().layers());
      assertEquals(new PositionConfig.Relative(8, 128, false), config.positions());
      assertEquals(Activation.Kind.RELU, config.feedForward().activation());
      assertTrue(config.head().tied());
    }
  }

  @Test
  void geluWithAGateMeansTheApproximation() throws IOException {
    copy(Fixture.MT5);
    checkpoint.changeConfig(config -> config.put("feed_forward_proj", "gelu"));
    try (LoadedNetwork loaded = load(directory)) {
      TransformerConfig config = network(loaded).config();
      assertTrue(config.feedForward().gated());
      assertEquals(Activation.Kind.GELU_NEW, config.feedForward().activation());
    }
  }

  @Test
  void sharedWeightsMayLieUnderTheirOtherName() throws IOException {
    copy(Fixture.T5);
    checkpoint.changeWeights(
        raw -> raw.replace("\"shared.weight\"", "\"decoder.embed_tokens.weight\""));
    assertSame(weights(Fixture.path(Fixture.T5)), weights(directory));
  }

  @Test
  void aTiedModelUsesAHeadOfItsOwnOnlyIfItDiffers() throws IOException {
    try (LoadedNetwork loaded = load(Fixture.path(Fixture.T5))) {
      Map<String, NDArray> tensors = new LinkedHashMap<>(network(loaded).weights().tensors());
      copy(Fixture.T5);
      tensors.put(T5Names.HEAD, tensors.get(T5Names.SHARED));
      save(tensors);
      try (LoadedNetwork copied = load(directory)) {
        assertTrue(network(copied).config().head().tied());
        assertEquals(
            loaded.model().manager().getManagedArrays().size(),
            copied.model().manager().getManagedArrays().size(),
            "the copy is not kept in memory");
      }
      tensors.put(T5Names.HEAD, tensors.get(T5Names.SHARED).mul(2));
      save(tensors);
      try (LoadedNetwork other = load(directory)) {
        assertFalse(network(other).config().head().tied());
      }
    }
  }

  private void save(Map<String, NDArray> tensors) throws IOException {
    SafeTensorsWriter.write(
        directory.resolve("model.safetensors"),
        tensors.entrySet().stream()
            .map(entry -> SafeTensorsWriter.Tensor.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  @Test
  void tensorsWithoutUseAreListed() throws IOException {
    copy(Fixture.MT5);
    checkpoint.changeWeights(
        raw ->
            raw.replace(
                "^\\{",
                "{\"zzz\":{\"dtype\":\"I64\",\"shape\":[0],\"data_offsets\":[0,0]},"
                    + "\"encoder.version\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"));
    try (LoadedNetwork loaded = load(directory)) {
      assertEquals(List.of("encoder.version", "zzz"), loaded.unused());
    }
  }
}
