package org.precis.eval.human;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanEvaluationTest {
  private static final List<String> SYSTEMS = List.of("old.jsonl", "new.jsonl");
  private static final List<RatingItem> ITEMS =
      IntStream.rangeClosed(1, 12)
          .mapToObj(
              i ->
                  new RatingItem(
                      i,
                      i % 2 == 0 ? "fr" : "zh",
                      Optional.of("source <" + i + ">"),
                      "reference " + i,
                      List.of("old text " + i, "new text " + i)))
          .toList();

  @TempDir Path directory;

  private Path form(long seed) throws IOException {
    Path form = directory.resolve("form" + seed);
    new RatingForm(SYSTEMS, ITEMS, seed).write(form);
    return form;
  }

  /** Ratings that depend on what stands behind a blind name. */
  private interface Rater {
    String rate(Ratings.Unit unit, Criterion criterion);
  }

  private Path filled(Path form, String name, Rater rater) throws IOException {
    Map<String, Ratings.Unit> key = RatingReader.key(RatingForm.key(form));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(form.resolve("form.csv"))) {
      String id = line.substring(0, line.indexOf(','));
      lines.add(
          id.equals("id")
              ? line
              : id
                  + Arrays.stream(Criterion.values())
                      .map(criterion -> "," + rater.rate(key.get(id), criterion))
                      .collect(Collectors.joining()));
    }
    return Files.write(directory.resolve(name), lines);
  }

  @Test
  void nothingInTheFormTellsTheSystems() throws IOException {
    Path form = form(1);
    for (String file : List.of("form.html", "form.csv")) {
      String text = Files.readString(form.resolve(file));
      SYSTEMS.forEach(system -> assertFalse(text.contains(system), file));
    }
    String page = Files.readString(form.resolve("form.html"));
    assertTrue(page.contains("source &lt;7&gt;"), page);
    assertFalse(page.contains("{{"), page);
    assertFalse(page.contains("http"), "no address of elsewhere");
    Map<String, Ratings.Unit> key = RatingReader.key(RatingForm.key(form));
    assertEquals(24, key.size());
    Set<String> first =
        key.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("A"))
            .map(entry -> entry.getValue().system())
            .collect(Collectors.toSet());
    assertEquals(Set.copyOf(SYSTEMS), first, "either system comes first now and then");
    List<String> order = key.values().stream().map(Ratings.Unit::example).distinct().toList();
    List<String> sorted = ITEMS.stream().map(item -> String.valueOf(item.number())).toList();
    assertEquals(Set.copyOf(sorted), Set.copyOf(order));
    assertFalse(order.equals(sorted), "items are shuffled");
  }

  @Test
  void theKeyNamesWhoseTextStandsUnderALetter() throws IOException {
    Path form = form(1);
    String page = Files.readString(form.resolve("form.html"));
    RatingReader.key(RatingForm.key(form))
        .forEach(
            (id, unit) -> {
              String text = page.substring(page.indexOf("<h3>Summary " + id + "</h3>"));
              String written = unit.system().equals("new.jsonl") ? "new text " : "old text ";
              int start = text.indexOf("dir=\"auto\">") + "dir=\"auto\">".length();
              assertEquals(written + unit.example(), text.substring(start, text.indexOf("</p>")));
            });
  }

  @Test
  void oneSeedGivesOneForm() throws IOException {
    Path first = form(1);
    Path again = directory.resolve("again");
    new RatingForm(SYSTEMS, ITEMS, 1).write(again);
    assertEquals(Files.readString(RatingForm.key(first)), Files.readString(RatingForm.key(again)));
    assertFalse(
        Files.readString(RatingForm.key(first)).equals(Files.readString(RatingForm.key(form(2)))));
    assertThrows(IOException.class, () -> new RatingForm(SYSTEMS, ITEMS, 3).write(first));
  }

  @Test
  void meansAndAgreementComeBack() throws IOException {
    Path form = form(1);
    Rater fair = (unit, criterion) -> unit.system().equals("new.jsonl") ? "4" : "2";
    Rater strict =
        (unit, criterion) ->
            switch (criterion) {
              case FLUENCY -> fair.rate(unit, criterion);
              case INFORMATIVENESS -> unit.system().equals("new.jsonl") ? "3" : "2";
              case CONCISENESS -> unit.example().equals("5") ? "" : "1";
            };
    Ratings ratings =
        RatingReader.read(
            form, List.of(filled(form, "a.csv", fair), filled(form, "b.csv", strict)));
    Ratings.Mean fluent = mean(ratings, "new.jsonl", Criterion.FLUENCY);
    assertEquals(4, fluent.mean());
    assertEquals(4, fluent.interval().low());
    assertEquals(12, fluent.items());
    assertEquals(3.5, mean(ratings, "new.jsonl", Criterion.INFORMATIVENESS).mean());
    // Eleven texts with 4 and 1, one with a 4 alone.
    assertEquals(31.5 / 12, mean(ratings, "new.jsonl", Criterion.CONCISENESS).mean(), 1e-12);
    assertEquals(1, ratings.alpha(Criterion.FLUENCY).orElseThrow(), 1e-12);
    assertEquals(1, ratings.kappa(Criterion.FLUENCY).orElseThrow(), 1e-12);
    // Two categories by one rater, another pair by the other: agreement on half of the texts.
    double chance = .25 * .25 + .5 * .5 + .25 * .25;
    assertEquals(
        (.5 - chance) / (1 - chance),
        ratings.kappa(Criterion.INFORMATIVENESS).orElseThrow(),
        1e-12);
    assertTrue(ratings.alpha(Criterion.CONCISENESS).orElseThrow() < 0);
    String page = new RatingReport(ratings, 100, 1).markdown();
    assertTrue(page.contains("| new.jsonl | 4.00 [4.00, 4.00] | 3.50 [3.50, 3.50] |"), page);
    assertTrue(page.contains("| Krippendorff's α, ordinal | 1.000 |"), page);
  }

  private static Ratings.Mean mean(Ratings ratings, String system, Criterion criterion) {
    return ratings.mean(system, criterion, 200, 1).orElseThrow();
  }

  @Test
  void oneRaterAgreesWithNobody() throws IOException {
    Path form = form(1);
    Ratings ratings =
        RatingReader.read(form, List.of(filled(form, "a.csv", (unit, criterion) -> "3")));
    assertTrue(ratings.alpha(Criterion.FLUENCY).isEmpty());
    assertTrue(ratings.kappa(Criterion.FLUENCY).isEmpty());
    String page = new RatingReport(ratings, 10, 1).markdown();
    assertTrue(page.contains("| Fleiss' κ | – | – | – |"), page);
  }

  @Test
  void spreadsheetsMayQuoteAndSeparateOtherwise() throws IOException {
    Path form = form(1);
    String table =
        "\uFEFF\"id\";\"conciseness\";\"fluency\";\"informativeness\"\r\n\"1A\";5;\"4\";\r\n;;;\r\n";
    Path file = Files.writeString(directory.resolve("sheet.csv"), table);
    Ratings ratings = RatingReader.read(form, List.of(file));
    assertEquals(
        Map.of("1A", Map.of(Criterion.CONCISENESS, 5, Criterion.FLUENCY, 4)),
        ratings.raters().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1A,6,, | line 2 has fluency '6'; a rating is a whole number from 1 to 5",
        "1A,good,, | line 2 has fluency 'good'",
        "99A,1,, | line 2 rates '99A', which the form does not have",
        "1A,1,,~1A,2,, | line 3 rates '1A' a second time"
      })
  void badRowsAreSaidWithTheirPlace(String rows, String message) throws IOException {
    Path form = form(1);
    String header = "id,fluency,informativeness,conciseness\n";
    Path file = Files.writeString(directory.resolve("bad.csv"), header + rows.replace("~", "\n"));
    IOException error =
        assertThrows(IOException.class, () -> RatingReader.read(form, List.of(file)));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void samplesAreEvenAndOfEachLanguage() {
    int[] drawn = new int[13];
    for (int seed = 0; seed < 3000; seed++) {
      ItemSample sample = new ItemSample(2, seed);
      ITEMS.forEach(sample::add);
      assertEquals(4, sample.items().size());
      sample.items().forEach(item -> drawn[(int) item.number()]++);
    }
    for (int i = 1; i <= 12; i++) {
      assertEquals(1000, drawn[i], 120, "item " + i);
    }
  }
}
