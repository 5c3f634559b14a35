package org.precis.model.pgnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.OutputTokens;
import org.precis.model.t5.Fixture;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;

/** What a directory must not say, and what a network must not be asked. */
class PointerConfigTest {
  private static final String REMOVED = "removed";

  @TempDir private Path folder;

  private Path copy(String field, String value) throws IOException {
    for (String name : List.of("model.safetensors", "words.txt")) {
      Files.copy(Fixture.path("pgnet").resolve(name), folder.resolve(name));
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode config =
        (ObjectNode) mapper.readTree(Fixture.path("pgnet").resolve("config.json").toFile());
    if (value.equals(REMOVED)) {
      config.remove(field);
    } else {
      config.put(field, Integer.parseInt(value));
    }
    mapper.writeValue(folder.resolve("config.json").toFile(), config);
    return folder;
  }

  @ParameterizedTest
  @CsvSource({
    "hidden_size,removed,lacks 'hidden_size'",
    "attention_size,0,attention_size must be at least 1",
    "vocab_size,600000,vocab_size is 600000",
    "max_source_tokens,0,max_source_tokens must be at least 1",
    "unk_token_id,12,vocab_size is 12",
    "embedding_size,4,embedding.weight"
  })
  void whatDoesNotFitIsNamed(String field, String value, String message) throws IOException {
    Path directory = copy(field, value);
    String found =
        assertThrows(ModelFormatException.class, () -> ModelLoader.load(directory, "cpu"))
            .getMessage();
    assertTrue(found.contains(message), found);
  }

  @Test
  void aConfigurationMayLimitSources() throws IOException {
    try (LoadedModel model = ModelLoader.load(copy("max_source_tokens", "3"), "cpu")) {
      assertEquals(3, model.model().spec().maxSourceTokens());
    }
  }

  @Test
  void anIdBetweenTheWordsAndTheOpenOnesIsRefused() {
    try (LoadedModel model = ModelLoader.load(Fixture.path("pgnet"), "cpu")) {
      String found =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> model.model().start(List.of(new int[] {4, 12})))
              .getMessage();
      assertTrue(found.startsWith("token 12 of a source"), found);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3;12,output token 12 is outside the vocabulary of 12 words",
    "4;5,lack 3",
    "5;3,ids must ascend"
  })
  void aListOfOutputTokensHasWordsOfTheVocabularyAndTheEnd(String list, String message) {
    int[] ids = Stream.of(list.split(";")).mapToInt(Integer::parseInt).toArray();
    ServingOptions some = new ServingOptions(Precision.FP32, false, Optional.of(ids));
    LoadOptions options = new LoadOptions(true, 1, Optional.of(some));
    Path directory = Fixture.path("pgnet");
    String found =
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelLoader.loadNetwork(directory, "cpu", options))
            .getMessage();
    assertTrue(found.contains(message), found);
  }

  @Test
  void aFileMayListOutputTokens() throws IOException {
    Path directory = Fixture.path("pgnet");
    Path file = folder.resolve(OutputTokens.NAME);
    String hash;
    try (Tokenizer tokenizer = TokenizerLoader.open(directory)) {
      hash = tokenizer.hash();
    }
    Files.writeString(file, "{\"tokenizer\": \"%s\", \"tokens\": [3, 4, 7]}".formatted(hash));
    OutputTokens outputs = OutputTokens.ofFile(file.toString());
    try (LoadedModel model = ModelLoader.load(directory, "cpu", LoadOptions.SERVING, outputs)) {
      assertArrayEquals(new int[] {3, 4, 7}, model.outputs().ids());
    }
    OutputTokens english = OutputTokens.ofLanguage("en");
    try (LoadedModel model = ModelLoader.load(directory, "cpu", LoadOptions.SERVING, english)) {
      assertEquals(12, model.outputs().size());
    }
  }
}
