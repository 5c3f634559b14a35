package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.t5.Fixture;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;
import org.precis.token.TokenizerPruning;

class CheckpointPruningTest {
  private static final String TEXT =
      "The committee published its annual report on water quality, as it does every year.";
  private static final LoadOptions FP32 =
      new LoadOptions(
          true, 1, Optional.of(new ServingOptions(Precision.FP32, false, Optional.empty())));

  @TempDir Path directory;

  private static LoadedModel load(Path path) {
    return ModelLoader.load(path, "cpu", FP32);
  }

  private static int[] source(LoadedModel loaded) {
    return loaded.tokenizer().encode(TEXT, "en").ids();
  }

  private static List<Hypothesis> search(LoadedModel loaded, int beams) {
    DecodeOptions base = DecodeOptions.builder().numBeams(beams).maxNewTokens(24).build();
    DecodeOptions options = DecodeOptions.parse(loaded.generation("en"), base);
    return BeamSearch.search(loaded.model(), List.of(source(loaded)), options, row -> false).get(0);
  }

  /** What English and the model's own answer to the text need. */
  private static int[] wanted(LoadedModel loaded) {
    BitSet wanted = new BitSet();
    SubwordTokenizer tokenizer = (SubwordTokenizer) loaded.tokenizer();
    Arrays.stream(search(loaded, 1).get(0).tokens())
        .filter(id -> id < tokenizer.vocabularySize())
        .forEach(wanted::set);
    UsedTokens used = new UsedTokens(tokenizer);
    used.addLanguages(List.of("en"));
    Arrays.stream(used.ids(1)).forEach(wanted::set);
    return wanted.stream().toArray();
  }

  private static int[] old(int[] ids, int[] kept) {
    return Arrays.stream(ids).map(id -> kept[id]).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t5-relu-tied",
        "mt5-gated-untied",
        "umt5-bytefallback",
        "longt5-local",
        "mbart50",
        "pegasus",
        "bart",
        "led"
      })
  void whatIsKeptIsReadAndWrittenAsBefore(String name) throws IOException {
    Path target = directory.resolve("pruned");
    try (LoadedModel whole = load(Fixture.path(name))) {
      CheckpointPruning.Pruned pruned =
          CheckpointPruning.prune(Fixture.path(name), target, wanted(whole), weights -> {});
      int[] kept = pruned.kept();
      assertEquals(whole.model().spec().vocabularySize(), pruned.before());
      assertTrue(kept.length < pruned.before());
      try (LoadedModel small = load(target);
          LoadedModel part =
              ModelLoader.load(
                  Fixture.path(name), "cpu", FP32, (place, tokenizer) -> Optional.of(kept))) {
        assertEquals(kept.length, small.model().spec().vocabularySize());
        assertArrayEquals(source(whole), old(source(small), kept));
        Hypothesis greedy = search(small, 1).get(0);
        assertArrayEquals(search(part, 1).get(0).tokens(), old(greedy.tokens(), kept));
        // umT5's random weights choose a row that no piece has, and which is gone.
        int[] before = search(whole, 1).get(0).tokens();
        boolean same = Arrays.stream(before).allMatch(id -> Arrays.binarySearch(kept, id) >= 0);
        assertEquals(!name.startsWith("umt5"), same);
        if (same) {
          assertArrayEquals(before, old(greedy.tokens(), kept));
          assertEquals(whole.tokenizer().decode(before), small.tokenizer().decode(greedy.tokens()));
        }
        List<Hypothesis> expected = search(part, 4);
        List<Hypothesis> actual = search(small, 4);
        for (int i = 0; i < expected.size(); i++) {
          assertArrayEquals(expected.get(i).tokens(), old(actual.get(i).tokens(), kept));
          assertEquals(expected.get(i).score(), actual.get(i).score(), 1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"longt5-local", "nllb", "t5-bpe-bytefallback", "mbart25", "led"})
  void aTokenizerOfAnyOneTableIsPruned(String name) throws IOException {
    Path source = Fixture.path(name);
    try (SubwordTokenizer whole = TokenizerLoader.load(source)) {
      UsedTokens used = new UsedTokens(whole);
      used.add(TEXT);
      TokenizerPruning.Pruned pruned = TokenizerPruning.of(source, used.ids(1));
      for (var file : pruned.files().entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
      try (SubwordTokenizer small = TokenizerLoader.load(directory)) {
        assertTrue(small.vocabularySize() < whole.vocabularySize());
        assertEquals(pruned.kept().length, small.vocabularySize());
        for (String text : List.of(TEXT, "Water report, every year")) {
          int[] before = whole.encode(text).ids();
          if (Arrays.stream(before).allMatch(id -> Arrays.binarySearch(pruned.kept(), id) >= 0)) {
            assertArrayEquals(before, old(small.encode(text).ids(), pruned.kept()));
          } else {
            assertFalse(text.equals(TEXT));
          }
        }
        whole
            .specialTokens()
            .forEach(
                (token, id) ->
                    assertEquals(id, pruned.kept()[small.specialTokens().get(token)], token));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"marian", "m2m100"})
  void familiesWithNumbersOfTheirOwnAreRefused(String name) {
    String message =
        assertThrows(
                ModelFormatException.class,
                () ->
                    CheckpointPruning.prune(
                        Fixture.path(name), directory.resolve("out"), new int[0], weights -> {}))
            .getMessage();
    assertTrue(message.contains("the other families' tokenizers are (T5"), message);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void idsInTheConfigurationAreNumberedAnew() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode config =
        (ObjectNode)
            mapper.readTree(
                """
                {"eos_token_id": [2, 7], "pad_token_id": 0, "sep_token_id": null,
                 "bos_token_id": -1, "bad_words_ids": [[7], [2, 5], [2, 7]],
                 "suppress_tokens": [5, 7], "max_length": 7}
                """);
    assertEquals(List.of(0, 2, 7), new ArrayList<>(TokenIds.of(config)));
    TokenIds.renumber(config, new int[] {0, 2, 7});
    assertEquals(
        mapper.readTree(
            """
            {"eos_token_id": [1, 2], "pad_token_id": 0, "sep_token_id": null,
             "bos_token_id": -1, "bad_words_ids": [[2], [1, 2]],
             "suppress_tokens": [2], "max_length": 7}
            """),
        config);
  }
}
