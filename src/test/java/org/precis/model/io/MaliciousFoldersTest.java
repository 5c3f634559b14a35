package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.t5.Fixture;

/**
 * Broken copies of one sound directory. Each is refused with a message that names the file, in
 * little time and memory.
 */
@Timeout(20)
class MaliciousFoldersTest {
  private static final long MAX_ALLOCATED = 200_000_000;

  @TempDir private Path directory;
  private EditableCheckpoint checkpoint;

  @BeforeEach
  void copyControl() throws IOException {
    try (Stream<Path> files = Files.list(Fixture.path("malicious/control"))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    checkpoint = new EditableCheckpoint(directory);
  }

  @Test
  void theSoundDirectoryLoadsElseRefusalsProveNothing() {
    try (LoadedModel loaded = ModelLoader.load(directory, "cpu")) {
      assertEquals("mt5", loaded.model().spec().modelType());
    }
  }

  private void assertRefused(String file, String part) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String message =
        assertThrows(ModelFormatException.class, () -> ModelLoader.load(directory, "cpu"))
            .getMessage();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(message.contains(file) && message.contains(part), message);
    assertTrue(message.length() < 600, message);
    assertTrue(allocated < MAX_ALLOCATED, "bytes allocated: " + allocated);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pickle-os-system        | names 'posix.system', which is no part of a state dict; nothing of it was run",
        "pickle-eval             | .eval', which is no part of a state dict; nothing of it was run",
        "pickle-legacy-os-system | names 'posix.system', which is no part of a state dict; nothing of it was run",
        "bin-truncated           | is a zip archive without its end; was the download cut off?",
        "bin-legacy-truncated    | ends at byte 20000, inside storage",
        "bin-stride-outside      | does not lie in storage '0', which has 4 elements",
        "zip-path-traversal      | has an entry of the name '../evil'",
        "zip-bomb                | has the entry 'archive/data.pkl' compressed",
      })
  void torchFiles(String name, String part) throws IOException {
    Files.delete(checkpoint.weights());
    Files.copy(Fixture.path("malicious/" + name + ".bin"), directory.resolve("pytorch_model.bin"));
    assertRefused("pytorch_model.bin", part);
  }

  private void changeHeader(Consumer<ObjectNode> change) throws IOException {
    checkpoint.changeWeights(
        raw -> {
          ObjectNode header = (ObjectNode) EditableCheckpoint.MAPPER.readTree(raw.header());
          header.remove("__metadata__");
          change.accept(header);
          return raw.withHeader(header.toString());
        });
  }

  private void changeTensor(int number, String key, String json) throws IOException {
    var value = EditableCheckpoint.MAPPER.readTree(json);
    changeHeader(header -> ((ObjectNode) header.get(name(header, number))).set(key, value));
  }

  private static String name(ObjectNode header, int number) {
    Iterator<String> names = header.fieldNames();
    for (int i = 0; i < number; i++) {
      names.next();
    }
    return names.next();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offsets-reversed     | data_offsets | [384, 0]      | lies at bytes 384 to 0",
        "offsets-overlap      | data_offsets | [256, 512]    | begins at byte",
        "offsets-out-of-range | data_offsets | [0, 9000000000] | lies at bytes 0 to 9000000000",
        "shape-overflow       | shape        | [4294967296, 4294967296, 4] | has shape",
        "shape-negative       | shape        | [-1, 8]       | none may be negative",
        "dtype-unknown        | dtype        | \"F128\"      | has dtype 'F128'; known are",
      })
  void headersOfSafetensors(String name, String key, String json, String part) throws IOException {
    changeTensor(0, key, json);
    assertRefused("model.safetensors", part);
  }

  @Test
  void lengthsOfHeaders() throws IOException {
    RawSafeTensors raw = RawSafeTensors.read(checkpoint.weights());
    raw.write(checkpoint.weights(), 1L << 40);
    assertRefused("model.safetensors", "says that its header has 1099511627776 bytes");
    raw.write(checkpoint.weights(), Long.MIN_VALUE + 5);
    assertRefused("model.safetensors", "says that its header has 9223372036854775813 bytes");
    raw.withHeader("{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}")
        .write(checkpoint.weights());
    assertRefused("model.safetensors", "'a' must be an object");
    raw.withHeader("not json").write(checkpoint.weights());
    assertRefused("model.safetensors", "is no JSON within the limits");
  }

  @Test
  void dataOfSafetensors() throws IOException {
    RawSafeTensors raw = RawSafeTensors.read(checkpoint.weights());
    raw.withData(Arrays.copyOf(raw.data(), raw.data().length / 2)).write(checkpoint.weights());
    assertRefused("model.safetensors", "of the data, which has");
    raw.withData(Arrays.copyOf(raw.data(), raw.data().length + 64)).write(checkpoint.weights());
    assertRefused("model.safetensors", "has 64 bytes after its last tensor");
    raw.write(checkpoint.weights());
    changeHeader(header -> header.remove(name(header, 3)));
    assertRefused("model.safetensors", "begins at byte");
  }

  @Test
  void namesTwice() throws IOException {
    checkpoint.changeWeights(
        raw -> {
          ObjectNode header = (ObjectNode) EditableCheckpoint.MAPPER.readTree(raw.header());
          return raw.replace(
              "\"" + name(header, 2).replace(".", "\\.") + "\"", "\"" + name(header, 1) + "\"");
        });
    assertRefused("model.safetensors", "Duplicate field");
  }

  @Test
  void tensorsMissingOrMisshapen() throws IOException {
    RawSafeTensors sound = RawSafeTensors.read(checkpoint.weights());
    checkpoint.changeWeights(raw -> raw.replace("\"decoder\\.block\\.1\\.", "\"other.block.1."));
    assertRefused("model.safetensors", "lacks 'decoder.block.1.");
    sound
        .replace("(wi_0\\.weight\":\\{[^}]*\"shape\":)\\[12,8]", "$1[8,12]")
        .write(checkpoint.weights());
    assertRefused("model.safetensors", "has shape (8, 12), by config.json it must be (12, 8)");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void weightsThatAreNoNumbers(float value) throws IOException {
    checkpoint.changeWeights(
        raw -> {
          ByteBuffer data = ByteBuffer.wrap(raw.data().clone()).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < data.limit(); i += 97 * Float.BYTES) {
            data.putFloat(i, value);
          }
          byte[] changed = new byte[data.limit()];
          data.get(0, changed);
          return raw.withData(changed);
        });
    assertRefused("model.safetensors", "weights must be finite numbers");
    ModelLoader.load(directory, "cpu", new LoadOptions(false, 0)).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                      | holds nothing",
        "{\"d_model\":1000000000,\"vocab_size\":1000000000000} | 'vocab_size' must be a whole number",
        "{\"num_layers\":-3}                     | num_layers is -3",
        "{\"d_model\":\"32\"}                    | 'd_model' must be a whole number",
        "{\"model_type\":\"quantum\"}            | model_type 'quantum' is unknown",
      })
  void configurations(String changes, String part) throws IOException {
    if (changes.isEmpty()) {
      Files.writeString(checkpoint.config(), "");
    } else {
      ObjectNode json = (ObjectNode) EditableCheckpoint.MAPPER.readTree(changes);
      checkpoint.changeConfig(config -> config.setAll(json));
    }
    assertRefused("config.json", part);
  }

  @Test
  void aConfigurationThatIsNestedDeeply() throws IOException {
    Files.writeString(
        checkpoint.config(), "{\"model_type\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertRefused("config.json", "is no JSON within the limits");
  }

  @Test
  void anIndexThatLeadsOutside() throws IOException {
    Files.delete(checkpoint.weights());
    Files.writeString(
        directory.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"shared.weight\":\"../../outside.safetensors\"}}");
    assertRefused("model.safetensors.index.json", "only plain names");
  }

  @Test
  void tokenizers() throws IOException {
    Files.writeString(
        directory.resolve("tokenizer.json"),
        "{\"version\":\"1.0\",\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0.0]],\"unk_id\":99}}");
    assertRefused("tokenizer.json", "unk_id is 99");
    Files.delete(directory.resolve("tokenizer.json"));
    byte[] garbage = new byte[4096];
    new SplittableRandom(1).nextBytes(garbage);
    Files.write(directory.resolve("spiece.model"), garbage);
    assertRefused("spiece.model", "is no SentencePiece model");
    Files.write(directory.resolve("spiece.model"), "no model".getBytes(StandardCharsets.US_ASCII));
    assertRefused("spiece.model", "is no SentencePiece model");
  }
}
