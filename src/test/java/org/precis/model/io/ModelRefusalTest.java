package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;

/** What directories that cannot be used are told. */
class ModelRefusalTest {
  @TempDir private Path directory;
  private EditableCheckpoint checkpoint;

  private void copy(String fixture) throws IOException {
    checkpoint = EditableCheckpoint.copy(fixture, directory);
  }

  private void assertRefused(String... parts) {
    String message =
        assertThrows(
                ModelFormatException.class,
                () -> ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT))
            .getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void missingAndMisshapenTensorsAreNamed() throws IOException {
    copy(Fixture.MT5);
    String key = "decoder.block.1.layer.0.SelfAttention.q.weight";
    checkpoint.changeWeights(raw -> raw.replace(key, "something.else"));
    assertRefused(
        "model.safetensors lacks '" + key + "', of shape (32, 32)", "52 tensors found, 52 needed");
    copy(Fixture.MT5);
    checkpoint.changeConfig(config -> config.put("d_ff", 24));
    assertRefused("wi_0.weight' has shape (48, 32), by config.json it must be (24, 32)");
    copy(Fixture.MT5);
    checkpoint.changeWeights(raw -> raw.replace("\"F32\"", "\"I32\""));
    assertRefused("holds I32; weights may be F32, F16, BF16 or F64");
    copy(Fixture.T5);
    checkpoint.changeConfig(config -> config.put("tie_word_embeddings", false));
    assertRefused("lacks 'lm_head.weight'");
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedUnlessTheCheckIsOff() throws IOException {
    copy(Fixture.MT5);
    checkpoint.changeWeights(
        raw -> {
          byte[] data = raw.data().clone();
          int at = data.length - 4; // the last element becomes +∞
          data[at] = 0;
          data[at + 1] = 0;
          data[at + 2] = (byte) 0x80;
          data[at + 3] = 0x7f;
          return raw.withData(data);
        });
    assertRefused(
        "holds Infinity at index",
        "weights must be finite numbers (the check can be switched off)");
    ModelLoader.loadNetwork(directory, "cpu", new LoadOptions(false, 0)).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "d_model              | 1000000000    | d_model is 1000000000; allowed are 1 to 65536",
        "vocab_size           | 1000000000000 | 'vocab_size' must be a whole number below 2³¹; it is 1000000000000",
        "num_layers           | -3            | num_layers is -3; allowed are 1 to 1000",
        "num_heads            | 0             | num_heads is 0; allowed are 1 to 1024",
        "d_model              | \"32\"        | 'd_model' must be a whole number below 2³¹; it is \"32\"",
        "d_kv                 | 8.5           | 'd_kv' must be a whole number below 2³¹; it is 8.5",
        "d_ff                 | null          | lacks 'd_ff'",
        "model_type           | \"quantum\"   | model_type 'quantum' is unknown; known are [b",
        "model_type           | [[1]]         | 'model_type' must be a string; it is [[1]]",
        "tie_word_embeddings  | \"no\"        | 'tie_word_embeddings' must be true or false; it is \"no\"",
        "layer_norm_epsilon   | 0             | layer_norm_epsilon is 0.0; allowed is more than 0",
        "layer_norm_epsilon   | \"x\"         | 'layer_norm_epsilon' must be a number; it is \"x\"",
        "feed_forward_proj    | \"gated-tanh\" | 'feed_forward_proj' is 'gated-tanh'; known are relu",
        "eos_token_id         | 424           | eos_token_id is 424; allowed are 0 to 423",
        "decoder_start_token_id | -1          | decoder_start_token_id is -1; allowed are 0 to 423",
        "relative_attention_num_buckets | 3   | relative_attention_num_buckets is 3; allowed are 4 to",
        "relative_attention_max_distance | 4  | relative_attention_max_distance is 4; allowed are 5 to",
      })
  void aConfigurationThatBreaksARuleIsRefused(String key, String value, String message)
      throws IOException {
    copy(Fixture.MT5);
    var json = EditableCheckpoint.MAPPER.readTree(value);
    checkpoint.changeConfig(config -> config.set(key, json));
    assertRefused("config.json", message);
  }

  @Test
  void configurationsThatAreNoObjectAreRefused() throws IOException {
    copy(Fixture.MT5);
    Path config = directory.resolve("config.json");
    Files.writeString(config, "");
    assertRefused("config.json must hold a JSON object; it holds nothing");
    Files.writeString(config, "[]");
    assertRefused("config.json must hold a JSON object; it holds something else");
    Files.writeString(config, "{\"model_type\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertRefused("config.json is no JSON within the limits: Document nesting depth");
    Files.writeString(config, "{\"model_type\":\"t5\",\"model_type\":\"mt5\"}");
    assertRefused("config.json is no JSON within the limits", "Duplicate field 'model_type'");
    Files.writeString(config, "{} {}");
    assertRefused("config.json is no JSON within the limits");
    Files.write(config, new byte[11_000_000]);
    assertRefused("config.json has 11000000 bytes; allowed are 10000000");
    Files.delete(config);
    assertRefused("config.json is absent");
  }

  @Test
  void anIndexReachesNoOtherDirectory() throws IOException {
    for (String name :
        List.of("../../outside.safetensors", "/etc/passwd", "a\\b.safetensors", "..", "x.bin")) {
      checkpoint = EditableCheckpoint.copyShards(directory);
      checkpoint.changeIndex(map -> map.put("shared.weight", name));
      assertRefused("model.safetensors.index.json names the file '" + name + "'; only plain names");
    }
  }

  @Test
  void anIndexMustAgreeWithItsFiles() throws IOException {
    checkpoint = EditableCheckpoint.copyShards(directory);
    checkpoint.changeIndex(map -> map.put("shared.weight", "model-00007-of-00007.safetensors"));
    assertRefused(
        "says that 'shared.weight' is in model-00007-of-00007.safetensors, which lacks it");
    checkpoint = EditableCheckpoint.copyShards(directory);
    checkpoint.changeIndex(map -> map.put("no.such.tensor", "model-00007-of-00007.safetensors"));
    assertRefused("says that 'no.such.tensor' is in");
    checkpoint = EditableCheckpoint.copyShards(directory);
    checkpoint.changeIndex(ObjectNode::removeAll);
    assertRefused("needs a weight_map with at least one tensor");
    checkpoint = EditableCheckpoint.copyShards(directory);
    Files.delete(directory.resolve("model-00003-of-00007.safetensors"));
    assertRefused("model-00003-of-00007.safetensors is absent");
    checkpoint = EditableCheckpoint.copyShards(directory);
    Files.copy(
        directory.resolve("model-00001-of-00007.safetensors"),
        directory.resolve("model-00002-of-00007.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused("one file must hold it");
  }

  @Test
  void directoriesWithoutReadableWeightsAreToldTheRemedy() throws IOException {
    copy(Fixture.MT5);
    Files.delete(directory.resolve("model.safetensors"));
    assertRefused(
        "has neither model.safetensors nor pytorch_model.bin, nor an index of one; is it a Hugging Face model directory?");
    Files.write(directory.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4});
    assertRefused("pytorch_model.bin is a zip archive without its end; was the download cut off?");
    Files.write(directory.resolve("pytorch_model.bin"), new byte[] {1, 2});
    assertRefused("pytorch_model.bin is no file of torch.save");
    String absent =
        assertThrows(
                ModelFormatException.class,
                () ->
                    ModelLoader.loadNetwork(
                        directory.resolve("absent"), "cpu", LoadOptions.DEFAULT))
            .getMessage();
    assertTrue(
        absent.endsWith("absent is no directory; a model is a Hugging Face directory"), absent);
  }

  @Test
  void tokenizersThatCannotBeUsedAreRefused() throws IOException {
    copy(Fixture.MT5);
    assertModelRefused("has neither tokenizer.json nor spiece.model");
    checkpoint.addTokenizer(Fixture.T5);
    assertModelRefused(
        "the tokenizer has 428 ids, config.json's vocab_size is 424; do they belong together?");
    Files.writeString(
        directory.resolve("tokenizer.json"),
        "{\"version\":\"1.0\",\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0.0]],\"unk_id\":99}}");
    assertModelRefused("tokenizer.json");
    Files.delete(directory.resolve("tokenizer.json"));
    Files.write(directory.resolve("spiece.model"), new byte[] {7, 7, 7, 7});
    assertModelRefused("spiece.model");
  }

  private void assertModelRefused(String part) {
    String message =
        assertThrows(ModelFormatException.class, () -> ModelLoader.load(directory, "cpu"))
            .getMessage();
    assertTrue(message.contains(part) && message.contains(directory.toString()), message);
  }

  @Test
  void anAbsentDeviceIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelLoader.loadNetwork(Fixture.path(Fixture.MT5), "tpu", LoadOptions.DEFAULT));
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelLoader.loadNetwork(Fixture.path(Fixture.MT5), "gpu:99", LoadOptions.DEFAULT));
  }
}
