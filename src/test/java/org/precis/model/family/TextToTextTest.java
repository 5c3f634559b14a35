package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;

/**
 * From text to text against Hugging Face: tokenizer, network, search, tokenizer. The forced first
 * token of a language is not taken from the recorded settings but found by the tokenizer.
 */
class TextToTextTest {
  private static final String FORCED_FIRST = "forced_bos_token_id";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t5-relu-tied",
        "mt5-gated-untied",
        "umt5-bytefallback",
        "bart",
        "mbart50",
        "pegasus",
        "marian",
        "m2m100",
        "led",
        "longt5-local"
      })
  void textsAreTheReferences(String name) {
    check(name, Fixture.path(name));
  }

  /** umT5's own files give bytes where its tokenizer.json, which was recorded, gives unknowns. */
  @ParameterizedTest
  @ValueSource(strings = {"t5-relu-tied", "mt5-gated-untied", "bart", "mbart50", "pegasus"})
  void textsAreTheReferencesWithoutTokenizerJson(String name) throws IOException {
    try (Stream<Path> files = Files.list(Fixture.path(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("tokenizer.json")) {
          Files.copy(file, directory.resolve(file.getFileName()));
        }
      }
    }
    check(name, directory);
  }

  private static void check(String name, Path files) {
    JsonNode expected = Fixture.json(name + "/expected.json");
    JsonNode texts = Fixture.json("texts.json");
    int batches = 0;
    try (LoadedModel loaded = ModelLoader.load(files, "cpu")) {
      for (Map.Entry<String, JsonNode> setting : expected.get("generate").properties()) {
        for (Map.Entry<String, JsonNode> batch : setting.getValue().properties()) {
          int index = Integer.parseInt(batch.getKey());
          List<int[]> sources = ids(loaded, texts.get("sources").get(name).get(index));
          List<int[]> recorded = Fixture.sources(expected.get("loss").get(index));
          for (int row = 0; row < recorded.size(); row++) {
            assertArrayEquals(recorded.get(row), sources.get(row));
          }
          JsonNode generated =
              texts.at("/generated/" + name).path(setting.getKey()).path(batch.getKey());
          assertEquals(
              recordedTexts(name, loaded, batch.getValue(), generated),
              generated(name, loaded, sources, batch.getValue().get("settings")));
          batches++;
        }
      }
    }
    assertTrue(batches > 0);
  }

  private static List<int[]> ids(LoadedModel loaded, JsonNode texts) {
    List<int[]> ids = new ArrayList<>();
    texts.forEach(text -> ids.add(loaded.tokenizer().encode(text.asText()).ids()));
    return ids;
  }

  /** Texts as recorded; of LED ids were recorded only. */
  private static List<String> recordedTexts(
      String name, LoadedModel loaded, JsonNode batch, JsonNode generated) {
    List<String> texts = new ArrayList<>();
    batch.path("text").forEach(text -> texts.add(comparable(name, text.asText())));
    generated.forEach(text -> texts.add(text.asText()));
    if (name.equals("led")) {
      Fixture.rows(batch.get("sequences"), batch.path("none"))
          .forEach(ids -> texts.add(loaded.tokenizer().decode(ids)));
    }
    return texts;
  }

  /** Hugging Face's M2M100 says languages, which are no special tokens to it. */
  private static String comparable(String name, String text) {
    return name.equals("m2m100") ? text.replaceAll("__[a-z]{2,3}__", "").replace(" ", "") : text;
  }

  private static List<String> generated(
      String name, LoadedModel loaded, List<int[]> ids, JsonNode recorded) {
    Map<String, String> settings = new TreeMap<>(loaded.generation("en"));
    for (Map.Entry<String, JsonNode> field : recorded.properties()) {
      JsonNode value = field.getValue();
      if (!field.getKey().equals(FORCED_FIRST)) {
        settings.put(field.getKey(), value.isTextual() ? value.asText() : value.toString());
      }
    }
    return BeamSearch.search(loaded.model(), ids, DecodeOptions.parse(settings), StopCheck.NEVER)
        .stream()
        .flatMap(List::stream)
        .map(Hypothesis::tokens)
        .map(tokens -> Arrays.copyOfRange(tokens, 1, tokens.length))
        .map(tokens -> comparable(name, loaded.tokenizer().decode(tokens)))
        .toList();
  }
}
