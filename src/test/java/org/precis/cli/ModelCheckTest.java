package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;

class ModelCheckTest {
  @TempDir private Path directory;

  private static void assertSays(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void aSoundDirectoryIsDescribedInWords() {
    String control = Fixture.path("malicious/control").toString();
    CommandLineRun run = CommandLineRun.of("model", "check", control);
    assertEquals(0, run.exitCode(), run.err());
    assertSays(
        run.out(),
        "loads: a model of the family mt5 with 9,600 weights.",
        "vocab_size 424, d_model 8, num_layers 2",
        "weights     model.safetensors: 43.91 kB in 52 tensors of F32 × 52",
        "memory      38.40 kB as fp32 on cpu",
        "unused      nothing",
        "generation  decoder_start_token_id 0");
  }

  @Test
  void theSameIsThereAsJson() throws IOException {
    String control = Fixture.path("malicious/control").toString();
    CommandLineRun run = CommandLineRun.of("model", "check", control, "--json");
    JsonNode report = SolrHttp.JSON.readTree(run.out());
    assertTrue(report.path("ok").asBoolean());
    assertEquals("mt5", report.path("type").asText());
    assertEquals(9600, report.path("parameters").asLong());
    assertEquals(52, report.at("/weights/elementTypes/F32").asInt());
    assertEquals("model.safetensors", report.at("/weights/files/0").asText());
    assertEquals(0, report.at("/weights/unused").size());
    assertEquals(8, report.at("/sizes/d_model").asInt());
    assertEquals("0", report.at("/generation/pad_token_id").asText());
  }

  @Test
  void weightFilesThatAreNotReadAreNamed() throws IOException {
    try (var files = Files.list(Fixture.path("malicious/control"))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    Files.write(directory.resolve("pytorch_model.bin"), new byte[9]);
    Files.write(directory.resolve("flax_model.msgpack"), new byte[9]);
    CommandLineRun run = CommandLineRun.of("model", "check", directory.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertSays(run.out(), "not read    flax_model.msgpack, pytorch_model.bin");
  }

  @Test
  void aRefusalHasItsRemedy() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"quantum\"}");
    Files.copy(
        Fixture.path("malicious/control/tokenizer.json"), directory.resolve("tokenizer.json"));
    CommandLineRun run = CommandLineRun.of("model", "check", directory.toString());
    assertEquals(1, run.exitCode());
    assertSays(
        run.out(),
        "does not load.",
        "problem     " + directory.resolve("config.json") + ": model_type 'quantum' is unknown",
        "remedy      Take a model of a family that docs/models.md lists.");
    CommandLineRun json = CommandLineRun.of("model", "check", directory.toString(), "--json");
    assertEquals(1, json.exitCode());
    JsonNode report = SolrHttp.JSON.readTree(json.out());
    assertEquals(false, report.path("ok").asBoolean(true));
    assertSays(report.path("problem").asText(), "model_type 'quantum' is unknown");
    assertSays(report.path("remedy").asText(), "docs/models.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "its pickle names 'posix.system', which is no part of a state dict | trust its origin",
        "x holds 'epoch', which is no tensor; save model.state_dict() alone | save_pretrained",
        "/x is no directory; a model is a Hugging Face directory | precis model pull",
        "/x/config.json lacks 'd_model' | Take config.json from",
        "/x: spiece.model is no SentencePiece model | Take the tokenizer's files",
        "/x/model.safetensors has 3 bytes after its last tensor | Get the weights again",
      })
  void everyRefusalHasOne(String problem, String part) {
    assertSays(Remedy.of(problem), part);
  }
}
