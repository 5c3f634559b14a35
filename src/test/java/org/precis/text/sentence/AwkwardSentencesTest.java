package org.precis.text.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.summarize.BundledNews;
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

  /** Kinds of cases, and how one is known. */
  private static final Map<String, Pattern> KINDS =
      Map.of(
          "abbreviation", Pattern.compile("\\p{L}[.۔](?=[^‖.…a-z])"),
          "decimal", Pattern.compile("\\p{Nd}[.,٫．]\\p{Nd}"),
          "quotation", Pattern.compile("[\"“„«「]"),
          "ellipsis", Pattern.compile("\\.\\.\\.|…"),
          "no space after the stop", Pattern.compile("[.!?。۔।။؟]‖\\S"),
          "change of direction", Pattern.compile("[\u200F\u202B]|[A-Za-z]"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "de", "fr", "es", "ru", "uk", "tr", "ar", "fa", "ur", "hi", "bn", "zh", "ja", "th",
        "my", "ko", "sw", "id"
      })
  void theTableHoldsEveryKindOfCaseInEachMainLanguage(String language) {
    List<String> own =
        cases().stream().filter(c -> c.language().equals(language)).map(Case::marked).toList();
    for (Map.Entry<String, Pattern> kind : KINDS.entrySet()) {
      if (isKindOf(kind.getKey(), language)) {
        assertTrue(
            own.stream().anyMatch(text -> kind.getValue().matcher(text).find()),
            () -> language + " has no " + kind.getKey());
      }
    }
  }

  private static boolean isKindOf(String kind, String language) {
    return switch (kind) {
      case "no space after the stop" -> !language.equals("th"); // which has no stop
      case "change of direction" -> List.of("ar", "fa", "ur").contains(language);
      default -> true;
    };
  }

  @Test
  void spansCoverEveryCaseInEveryLanguage() {
    for (Case awkward : cases()) {
      for (String language : List.of(awkward.language(), "en", "de", "ja", "th", "ur", "und")) {
        SplitterProperties.check(awkward.text(), SPLITTER.split(awkward.text(), language));
      }
    }
  }

  @Test
  void spansCoverTheBundledNews() {
    for (BundledNews news : BundledNews.all()) {
      String body = news.document().body();
      SplitterProperties.check(body, SPLITTER.split(body, news.document().language()));
    }
  }
}
