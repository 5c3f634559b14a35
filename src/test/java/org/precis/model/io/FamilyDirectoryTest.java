package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;
import org.precis.model.DecodeSession;
import org.precis.model.ModelSpec;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.EncoderReach;
import org.precis.model.transformer.TransformerNetwork;

/** What directories of BART's descendants may lack, and what they are refused for. */
class FamilyDirectoryTest {
  @TempDir private Path directory;
  private EditableCheckpoint checkpoint;

  private void copy(String fixture) throws IOException {
    checkpoint = EditableCheckpoint.copy(fixture, directory);
  }

  private LoadedNetwork load() {
    return ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bart    | normalize_before           | true   | 'normalize_before' is true; a bart has false",
        "mbart50 | add_final_layer_norm       | false  | 'add_final_layer_norm' is false; a mbart has true",
        "pegasus | static_position_embeddings | false  | 'static_position_embeddings' is false",
        "marian  | normalize_embedding        | true   | 'normalize_embedding' is true; a marian has false",
        "bart    | encoder_attention_heads    | 5      | d_model (32) must be a multiple of encoder_attention_heads; it is 5",
        "bart    | decoder_attention_heads    | 0      | d_model (32) must be a multiple of decoder_attention_heads; it is 0",
        "m2m100  | activation_function        | \"tanh\" | 'activation_function' is 'tanh'; known are relu",
        "m2m100  | vocab_size                 | 0      | vocabulary is 0; allowed are 1 to 10000000",
        "bart    | max_position_embeddings    | -1     | number of positions is -1; allowed are 1 to",
        "bart    | eos_token_id               | 420    | end token is 420; allowed are 0 to 419",
        "pegasus | d_model                    | 33     | must be a multiple of encoder_attention_heads",
        "marian  | decoder_layers             | null   | lacks 'decoder_layers'",
        "led     | attention_window           | [8, 7] | 'attention_window' must hold even numbers from 2 on; one is 7",
        "led     | attention_window           | 0      | 'attention_window' must hold even numbers from 2 on; one is 0",
        "led     | attention_window           | [8]    | 'attention_window' must be 2 numbers, one a layer; it is [8]",
        "led     | attention_window           | [8, \"8\"] | 'attention_window' must be whole numbers below 2³¹",
        "longt5-local | encoder_attention_type | \"far\" | 'encoder_attention_type' is 'far'; known are local, transient-global",
        "longt5-local | local_radius          | 0      | radius of attention is 0; allowed are 1 to",
        "longt5-tglobal | global_block_size   | -4     | size of a global block is -4; allowed are 1 to",
        "bigbird-pegasus | attention_type     | \"x\"  | 'attention_type' is 'x'; known are block_sparse, original_full",
        "bigbird-pegasus | block_size         | 0      | block size is 0; allowed are 1 to",
        "bigbird-pegasus | num_random_blocks  | -1     | number of random blocks is -1; allowed are 0 to",
      })
  void aConfigurationThatBreaksARuleIsRefused(
      String fixture, String key, String value, String message) throws IOException {
    copy(fixture);
    var json = EditableCheckpoint.MAPPER.readTree(value);
    checkpoint.changeConfig(config -> config.set(key, json));
    String actual = assertThrows(ModelFormatException.class, this::load).getMessage();
    assertTrue(actual.contains("config.json: ") && actual.contains(message), actual);
  }

  @ParameterizedTest
  @CsvSource({"bart,2", "mbart50,2", "pegasus,1", "marian,0"})
  void withoutGenerationSettingsTheConfigurationClassesDefaultsCount(String fixture, String eos)
      throws IOException {
    copy(fixture);
    checkpoint.changeConfig(
        config -> {
          config.remove("forced_eos_token_id");
          config.put("bos_token_id", 0).put("force_bos_token_to_be_generated", true);
        });
    try (LoadedNetwork loaded = load()) {
      assertEquals(eos, loaded.generation().get("forced_eos_token_id"));
      assertEquals("0", loaded.generation().get("forced_bos_token_id"));
    }
    checkpoint.changeConfig(config -> config.putNull("forced_eos_token_id"));
    try (LoadedNetwork loaded = load()) {
      assertFalse(loaded.generation().containsKey("forced_eos_token_id"));
    }
    Files.writeString(directory.resolve("generation_config.json"), "{\"num_beams\": 3}");
    checkpoint.changeConfig(config -> config.remove("forced_eos_token_id"));
    try (LoadedNetwork loaded = load()) {
      assertFalse(loaded.generation().containsKey("forced_eos_token_id"));
    }
  }

  @Test
  void specialTokensOfTheGenerationConfigWin() throws IOException {
    copy("mbart50");
    Files.writeString(
        directory.resolve("generation_config.json"),
        "{\"decoder_start_token_id\": 424, \"eos_token_id\": [2], \"pad_token_id\": null}");
    try (LoadedNetwork loaded = load()) {
      ModelSpec spec = loaded.model().spec();
      assertEquals(424, spec.decoderStartToken());
      assertEquals(2, spec.eosToken());
      assertEquals(1, spec.padToken());
    }
    Files.delete(directory.resolve("generation_config.json"));
    checkpoint.changeConfig(config -> config.remove("decoder_start_token_id"));
    try (LoadedNetwork loaded = load()) {
      assertEquals(0, loaded.model().spec().decoderStartToken(), "bos where nothing is said");
    }
  }

  @Test
  void aCheckpointWithoutHeadHasItsNamesWithoutPrefix() throws IOException {
    copy("bart");
    change(
        "bart",
        tensors -> {
          Map<String, NDArray> bare = new LinkedHashMap<>();
          tensors.forEach((name, tensor) -> bare.put(name.replaceFirst("^model\\.", ""), tensor));
          bare.remove("final_logits_bias");
          return bare;
        });
    try (LoadedNetwork loaded = load()) {
      assertEquals(List.of(), loaded.unused());
      assertTrue(network(loaded).weights().names().contains("shared.weight"));
      assertFalse(network(loaded).config().head().bias());
    }
  }

  @Test
  void encoderAndDecoderMayHaveTablesOfTheirOwn() throws IOException {
    copy("marian");
    checkpoint.changeConfig(
        config ->
            config
                .put("share_encoder_decoder_embeddings", false)
                .put("decoder_vocab_size", 200)
                .put("decoder_start_token_id", 199));
    change(
        "marian",
        tensors -> {
          NDArray shared = tensors.remove("model.shared.weight");
          tensors.put("model.encoder.embed_tokens.weight", shared);
          tensors.put("model.decoder.embed_tokens.weight", shared.get("0:200"));
          tensors.put("final_logits_bias", tensors.get("final_logits_bias").get(":,0:200"));
          return tensors;
        });
    try (LoadedNetwork loaded = load()) {
      ModelSpec spec = loaded.model().spec();
      assertEquals(301, spec.vocabularySize());
      assertEquals(200, spec.targetVocabularySize());
      assertEquals(List.of(), loaded.unused());
      try (DecodeSession session = loaded.model().start(List.of(new int[] {290, 7, 0}))) {
        session.step(new int[] {199});
        assertThrows(IllegalArgumentException.class, () -> session.step(new int[] {200}));
      }
    }
  }

  /** Writes a fixture's weights, changed. */
  private void change(String fixture, UnaryOperator<Map<String, NDArray>> change)
      throws IOException {
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(fixture), "cpu", LoadOptions.DEFAULT)) {
      Map<String, NDArray> tensors =
          change.apply(new LinkedHashMap<>(network(loaded).weights().tensors()));
      SafeTensorsWriter.write(
          directory.resolve("model.safetensors"),
          tensors.entrySet().stream()
              .map(entry -> SafeTensorsWriter.Tensor.of(entry.getKey(), entry.getValue()))
              .toList());
    }
  }

  @Test
  void oneWindowStandsForAllLayers() throws IOException {
    copy("led");
    checkpoint.changeConfig(config -> config.put("attention_window", 8));
    try (LoadedNetwork loaded = load()) {
      assertEquals(new EncoderReach.Window(List.of(4, 4)), network(loaded).config().encoderReach());
    }
  }

  @Test
  void positionsAreLimited() {
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path("bart"), "cpu", LoadOptions.DEFAULT)) {
      assertEquals(256, loaded.model().spec().maxSourceTokens());
      loaded.model().start(List.of(new int[256])).close();
      assertEquals(
          "source 0 has 257 tokens; allowed are 1 to 256",
          assertThrows(
                  IllegalArgumentException.class, () -> loaded.model().start(List.of(new int[257])))
              .getMessage());
      DecodeOptions tooLong = DecodeOptions.builder().maxNewTokens(257).build();
      assertEquals(
          "max_length is 258; this model decodes at most 257 tokens, the start token included",
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      BeamSearch.search(
                          loaded.model(), List.of(new int[2]), tooLong, StopCheck.NEVER))
              .getMessage());
      try (DecodeSession session = loaded.model().start(List.of(new int[2]))) {
        for (int t = 0; t < 256; t++) {
          session.step(new int[] {9});
        }
        assertEquals(
            "the model decodes at most 256 tokens; lower max_length",
            assertThrows(IllegalArgumentException.class, () -> session.step(new int[] {9}))
                .getMessage());
      }
    }
  }

  @Test
  void storedSinusoidsAreNotMissedAndNotReportedAsUnused() {
    for (String name : List.of("pegasus", "m2m100", "marian")) {
      try (LoadedNetwork loaded =
          ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
        assertEquals(List.of(), loaded.unused(), name);
      }
    }
  }

  private static TransformerNetwork network(LoadedNetwork loaded) {
    return (TransformerNetwork) loaded.model().network();
  }
}
