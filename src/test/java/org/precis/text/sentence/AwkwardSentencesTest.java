package org.precis.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.text.Sentence;

/** Cuts the awkward sentences of {@code awkward.txt}. */
class AwkwardSentencesTest {
  private static final MultilingualSentenceSplitter SPLITTER = new MultilingualSentenceSplitter();
  private static final String END = "‖";

  record Case(String language, String marked) {
    String text() {
      return marked.replace(END, "").replace('⏎', '\n');
    }

    List<String> sentences() {
      return Stream.of(marked.replace('⏎', '\n').split(END, -1))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    }

    @Override
    public String toString() {
      return language + ": " + marked;
    }
  }

  static List<Case> cases() {
    try (InputStream in = AwkwardSentencesTest.class.getResourceAsStream("awkward.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\t"))
          .map(line -> new Case(line.split("\t", 2)[0], line.split("\t", 2)[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everySentenceIsFound(Case awkward) {
    List<String> found =
        SPLITTER.split(awkward.text(), awkward.language()).stream().map(Sentence::text).toList();
    assertEquals(String.join("\n", awkward.sentences()), String.join("\n", found));
  }

  @Test
  void theTableHoldsFourCasesOfEachMainLanguage() {
    Map<String, Long> counts =
        cases().stream().collect(Collectors.groupingBy(Case::language, Collectors.counting()));
    for (String language :
        "en de fr es ru uk tr ar fa ur hi bn zh ja th my ko sw id".split(" ", -1)) {
      assertTrue(counts.getOrDefault(language, 0L) >= 4, language + " has " + counts.get(language));
    }
  }
}
