package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;
import org.precis.model.io.CheckpointConversion.Precision;
import org.precis.model.t5.Fixture;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerExport;
import org.precis.token.TokenizerLoader;

class CheckpointConversionTest {
  @TempDir private Path directory;

  private CheckpointConversion.Converted convert(Path source, Precision precision)
      throws IOException {
    return CheckpointConversion.convert(source, out(), precision, weights -> {});
  }

  private Path out() {
    return directory.resolve("out");
  }

  private Path torchDirectory(String weights) throws IOException {
    Path source = Fixture.path(Fixture.T5);
    Path torch = Files.createDirectory(directory.resolve("torch"));
    for (String name :
        List.of(
            "config.json",
            "generation_config.json",
            "spiece.model",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json")) {
      Files.copy(source.resolve(name), torch.resolve(name));
    }
    Files.copy(source.resolve("variants").resolve(weights), torch.resolve("pytorch_model.bin"));
    return torch;
  }

  private static List<String> generate(Path directory) {
    try (LoadedModel loaded = ModelLoader.load(directory, "cpu")) {
      DecodeOptions options = DecodeOptions.builder().numBeams(3).maxNewTokens(12).build();
      int[] ids = loaded.tokenizer().encode("The council opened the bridge after the storm.").ids();
      return BeamSearch.search(loaded.model(), List.of(ids), options, StopCheck.NEVER).stream()
          .flatMap(List::stream)
          .map(found -> Arrays.toString(found.tokens()) + " " + found.score())
          .toList();
    }
  }

  @Test
  void aConvertedModelGivesTheSameOutputs() throws IOException {
    Path source = torchDirectory("pytorch_model.odd.bin");
    List<String> leftOut = convert(source, Precision.FP32).leftOut();
    assertEquals(4, leftOut.size(), leftOut.toString());
    assertEquals(generate(source), generate(out()));
    assertTrue(Files.exists(out().resolve("tokenizer.json")));
    assertArrayEquals(
        Files.readAllBytes(source.resolve("generation_config.json")),
        Files.readAllBytes(out().resolve("generation_config.json")));
    assertEquals(List.of(), CheckpointFacts.read(out()).unused());
  }

  @Test
  void aPointerGeneratorGetsWhatTransformersNeeds() throws IOException {
    convert(Fixture.path("pgnet"), Precision.FP16);
    assertTrue(Files.exists(out().resolve("modeling_pgnet.py")));
    assertTrue(Files.readString(out().resolve("config.json")).contains("modeling_pgnet.PGNet"));
    assertEquals(List.of(), CheckpointFacts.read(out()).unused());
  }

  @ParameterizedTest
  @CsvSource({
    Fixture.T5 + ",fp16",
    Fixture.T5 + ",bf16",
    Fixture.MT5 + ",fp16",
    Fixture.MT5 + ",bf16"
  })
  void shortFloatsAreThoseThatPyTorchMakes(String fixture, String dtype) throws IOException {
    Path source = Fixture.path(fixture);
    convert(source, dtype.equals("fp16") ? Precision.FP16 : Precision.BF16);
    try (SafeTensors expected =
            SafeTensors.open(source.resolve("variants/model." + dtype + ".safetensors"));
        SafeTensors actual = SafeTensors.open(out().resolve("model.safetensors"))) {
      assertEquals(expected.entries().keySet(), actual.entries().keySet());
      for (String name : expected.entries().keySet()) {
        TensorEntry entry = actual.entries().get(name);
        assertEquals(expected.entries().get(name).type(), entry.type());
        assertArrayEquals(floats(expected, name), floats(actual, name), name);
      }
    }
    JsonNode config = EditableCheckpoint.MAPPER.readTree(out().resolve("config.json").toFile());
    assertEquals(
        dtype.equals("fp16") ? "float16" : "bfloat16",
        config.path(config.has("dtype") ? "dtype" : "torch_dtype").asText());
  }

  private static float[] floats(SafeTensors file, String name) {
    TensorEntry entry = file.entries().get(name);
    int count = (int) entry.shape().size();
    ByteBuffer memory =
        ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
    file.read(entry, 0, memory);
    float[] values = new float[count];
    memory.rewind().asFloatBuffer().get(values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {Fixture.T5, Fixture.MT5, "umt5-bytefallback"})
  void aWrittenTokenizerGivesTheIdsOfItsSentencePieceModel(String fixture) throws IOException {
    Path source = Files.createDirectory(directory.resolve("spiece"));
    for (String name :
        List.of("spiece.model", "tokenizer_config.json", "special_tokens_map.json")) {
      Files.copy(Fixture.path(fixture).resolve(name), source.resolve(name));
    }
    Path written = Files.createDirectory(directory.resolve("json"));
    Files.writeString(written.resolve("tokenizer.json"), TokenizerExport.of(source).orElseThrow());
    int compared = 0;
    try (SubwordTokenizer expected = TokenizerLoader.load(source);
        SubwordTokenizer actual = TokenizerLoader.load(written)) {
      assertEquals(expected.specialTokens(), actual.specialTokens());
      assertEquals(expected.vocabularySize(), actual.vocabularySize());
      for (JsonNode text : Fixture.json(fixture + "/tokenizer-expected.json").findValues("text")) {
        assertArrayEquals(expected.encode(text.asText()).ids(), actual.encode(text.asText()).ids());
        compared++;
      }
      int[] ids = expected.encode("A short </s> text, <extra_id_0> 3.14.").ids();
      assertArrayEquals(ids, actual.encode("A short </s> text, <extra_id_0> 3.14.").ids());
      assertEquals(expected.decode(ids), actual.decode(ids));
    }
    assertTrue(compared > 20, "texts compared: " + compared);
  }

  @Test
  void numbersThatHalvesCannotHoldAreRefusedAndNothingIsLeft() throws IOException {
    Path source = Files.createDirectory(directory.resolve("source"));
    EditableCheckpoint checkpoint = EditableCheckpoint.copy(Fixture.MT5, source);
    checkpoint.changeWeights(
        raw -> {
          byte[] data = raw.data().clone();
          ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(400, 70_000f);
          return raw.withData(data);
        });
    String message =
        assertThrows(ModelFormatException.class, () -> convert(source, Precision.FP16))
            .getMessage();
    assertTrue(message.contains("has a number that F16 cannot hold; take bf16"), message);
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(source), left.toList());
    }
    convert(source, Precision.BF16);
    assertTrue(Files.exists(out()));
  }

  @Test
  void aTokenizerOfAnotherKindIsTakenOverAndSaid() throws IOException {
    Path source = torchDirectory("pytorch_model.bin");
    Files.writeString(
        source.resolve("tokenizer_config.json"), "{\"tokenizer_class\":\"CamembertTokenizer\"}");
    String problem = convert(source, Precision.FP32).tokenizerProblem().orElse("none");
    assertTrue(problem.contains("tokenizer_class is 'CamembertTokenizer'"), problem);
    assertTrue(Files.exists(out().resolve("spiece.model")));
    assertFalse(Files.exists(out().resolve("tokenizer.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bart", "mbart50", "pegasus", "m2m100"})
  void tokenizersOfOtherFamiliesBecomeOneFile(String fixture) throws IOException {
    Path source = withoutTokenizerJson(fixture);
    assertEquals(Optional.empty(), convert(source, Precision.FP32).tokenizerProblem());
    assertTrue(Files.exists(out().resolve("tokenizer.json")));
    assertEquals(generate(source), generate(out()));
  }

  @Test
  void twoModelsAreTakenOverAndSaid() throws IOException {
    Path source = withoutTokenizerJson("marian");
    String problem = convert(source, Precision.FP32).tokenizerProblem().orElse("none");
    assertTrue(problem.contains("copied as they are"), problem);
    assertTrue(Files.exists(out().resolve("target.spm")));
    assertFalse(Files.exists(out().resolve("tokenizer.json")));
    assertEquals(generate(source), generate(out()));
  }

  private Path withoutTokenizerJson(String fixture) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (Stream<Path> files = Files.list(Fixture.path(fixture))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("tokenizer.json")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.createDirectory(out());
    String message =
        assertThrows(IOException.class, () -> convert(Fixture.path(Fixture.MT5), Precision.FP32))
            .getMessage();
    assertTrue(message.contains("exists already; name a new directory"), message);
    assertFalse(Files.exists(out().resolve("config.json")));
  }

  @Test
  void halvesAreRoundedToTheNearestEven() {
    assertEquals((short) 0x3c00, TensorType.half(1f));
    assertEquals((short) 0x3c00, TensorType.half(0x1.002p0f));
    assertEquals((short) 0x3c02, TensorType.half(0x1.006p0f));
    assertEquals((short) 0x7bff, TensorType.half(65519f));
    assertEquals((short) 0x7c00, TensorType.half(65520f));
    assertEquals((short) 0xfc00, TensorType.half(-1e9f));
    assertEquals((short) 0x8000, TensorType.half(-0f));
    assertEquals((short) 0x0001, TensorType.half(0x1p-24f));
    assertEquals((short) 0x0000, TensorType.half(0x1p-25f));
    assertEquals((short) 0x0400, TensorType.half(0x0.ffffp-14f));
    assertEquals((short) 0x7e00, TensorType.half(Float.NaN));
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = TensorType.half((short) bits);
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, TensorType.half(value));
      }
    }
  }
}
