package org.precis.train.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.train.augment.AugmentationSettings.Overlap;

class DataAugmentationTest {
  private static final List<String> SENTENCES =
      List.of("It was late.", "The river rose.", "Rain fell on the city.", "Birds sang.");

  @TempDir private Path folder;

  /** The paper's Figure 3: ROUGE-1 of 0, .31, .08, 0 and half of the sentences. */
  @ParameterizedTest
  @CsvSource({
    "INFORMATIVE,50,'{1, 2}'",
    "UNINFORMATIVE,50,'{0, 3}'",
    "TRUNCATION,50,'{0, 1}'",
    "INFORMATIVE,100,'{0, 1, 2, 3}'",
    "INFORMATIVE,1,'{1}'",
    "INFORMATIVE,37.5,'{1, 2}'",
    "INFORMATIVE,37,'{1}'"
  })
  void sentencesAreChosenAsInThePaper(SentenceSelection selection, double percent, String chosen) {
    double[] scores = {0, .31, .08, 0};
    BitSet found = selection.choose(SENTENCES, percent, s -> scores[SENTENCES.indexOf(s)], 1);
    assertEquals(chosen, found.toString());
  }

  @Test
  void equalScoresKeepTheEarlierSentence() {
    assertEquals(
        "{0, 1}", SentenceSelection.INFORMATIVE.choose(SENTENCES, 50, s -> 1, 1).toString());
  }

  @Test
  void randomSentencesDependOnTheSeedAlone() {
    int[] times = new int[4];
    for (long seed = 0; seed < 2_000; seed++) {
      BitSet chosen = SentenceSelection.RANDOM.choose(SENTENCES, 50, s -> 0, seed);
      assertEquals(2, chosen.cardinality());
      assertEquals(chosen, SentenceSelection.RANDOM.choose(SENTENCES, 50, s -> 0, seed));
      chosen.stream().forEach(i -> times[i]++);
    }
    for (int count : times) {
      assertEquals(1_000, count, 120);
    }
  }

  @Test
  void translationsTakeTheirSentencesPlaces() throws IOException {
    Path english = write(1);
    Path given = folder.resolve("given.tsv");
    Files.writeString(given, "The river rose.\tWanzi ya tashi.\nRain fell on the city.\tRuwa 1\n");
    Path output = folder.resolve("out.jsonl");
    DataAugmentation augmentation =
        new DataAugmentation(
            settings(SentenceSelection.INFORMATIVE, 5), new GivenTranslations(given));
    assertEquals(1, augmentation.run(english, output, rows -> {}));
    JsonNode row = new ObjectMapper().readTree(Files.readAllLines(output).get(0));
    assertEquals("It was late. Wanzi ya tashi. Ruwa 1 Birds sang.", row.get("text").asText());
    assertEquals("hausa", row.get("language").asText());
    assertEquals("u0", row.get("target_url").asText());
    assertEquals("River rose after rain fell", row.get("summary").asText());
  }

  @Test
  void aMissingTranslationIsNamed() throws IOException {
    Path given = folder.resolve("given.tsv");
    Files.writeString(given, "The river rose.\tx\n");
    DataAugmentation augmentation =
        new DataAugmentation(
            settings(SentenceSelection.INFORMATIVE, 5), new GivenTranslations(given));
    Path english = write(1);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> augmentation.run(english, folder.resolve("out.jsonl"), rows -> {}));
    assertTrue(refused.getMessage().contains("Rain fell on the city."), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptedRunEndsWithTheSameBytes(boolean cutWithinARow) throws IOException {
    Path english = write(50);
    AugmentationSettings settings = settings(SentenceSelection.RANDOM, 40);
    Path whole = folder.resolve("whole.jsonl");
    Path parts = folder.resolve("parts.jsonl");
    List<String> translated = new ArrayList<>();
    Translator upper =
        sentences -> {
          translated.addAll(sentences);
          return sentences.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList();
        };
    assertEquals(40, new DataAugmentation(settings, upper).run(english, whole, rows -> {}));
    assertEquals(80, translated.size());
    Translator breaking =
        sentences -> {
          if (Files.exists(parts) && parts.toFile().length() > 0) {
            throw new IllegalStateException("interrupted");
          }
          return upper.translate(sentences);
        };
    assertThrows(
        IllegalStateException.class,
        () -> new DataAugmentation(settings, breaking).run(english, parts, rows -> {}));
    if (cutWithinARow) {
      String written = Files.readString(parts);
      Files.writeString(parts, written.substring(0, written.length() - 9));
    }
    translated.clear();
    assertEquals(40, new DataAugmentation(settings, upper).run(english, parts, rows -> {}));
    assertEquals(2 * (40 - (cutWithinARow ? 15 : 16)), translated.size());
    assertEquals(Files.readString(whole), Files.readString(parts));
    assertThrows(
        IOException.class,
        () ->
            new DataAugmentation(settings(SentenceSelection.TRUNCATION, 40), upper)
                .run(english, parts, rows -> {}));
  }

  /** Tiny random models say nothing of sense; what counts is that any of them runs in batches. */
  @ParameterizedTest
  @ValueSource(strings = {"marian", "m2m100"})
  void aLoadedModelTranslatesABatchAsItDoesSingleSentences(String name) {
    try (LoadedModel model = ModelLoader.load(Fixture.path(name), "cpu")) {
      Translator translator =
          new ModelTranslator(model, "", "", Map.of("max_length", "14", "num_beams", "2"), 3);
      List<String> together = translator.translate(SENTENCES);
      for (int i = 0; i < SENTENCES.size(); i++) {
        assertFalse(together.get(i).isBlank());
        assertEquals(translator.translate(List.of(SENTENCES.get(i))).get(0), together.get(i));
      }
    }
  }

  private static AugmentationSettings settings(SentenceSelection selection, int pairs) {
    return new AugmentationSettings("hausa", selection, 50, Overlap.ROUGE1, pairs, 3);
  }

  private Path write(int documents) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      rows.add(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "source_url",
                      "u" + i,
                      "target_url",
                      "u" + i,
                      "text",
                      String.join(" ", SENTENCES),
                      "summary",
                      "River rose after rain fell")));
    }
    Path file = folder.resolve("english-english_train.jsonl");
    Files.write(file, rows);
    return file;
  }
}
