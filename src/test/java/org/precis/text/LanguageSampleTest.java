package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageSampleTest {
  @Test
  void linesAreCleanAndSmall() {
    assertEquals(
        List.of("das haus sagte er.", "zwei"),
        LanguageSample.lines("  DAS 12 <b>Haus</b> sagte\u00A0er.\r\n\n 7 \n=> Zwei\u2028"));
  }

  @Test
  void whatIsNoTextGoes() {
    assertEquals(
        List.of("see or write to now"),
        LanguageSample.lines(
            "See https://example.com/a?b=c or write to a.b+c@mail.example.org @name #tag &amp; now"));
    assertEquals(List.of("open it"), LanguageSample.lines("open share/doc/readme.txt it"));
  }

  @Test
  void brokenSurrogatesAndControlsPartWords() {
    assertEquals(List.of("a b c d"), LanguageSample.lines("a\uD800b\uDC00c\u0007d"));
    assertEquals(List.of("a b"), LanguageSample.lines("\uD835\uDD38 b"));
  }

  @Test
  void formsAndOrnamentsAreResolved() {
    assertEquals(List.of("محمد"), LanguageSample.lines("مُحَمَّــد"));
    assertEquals(List.of("istanbul"), LanguageSample.lines("İstanbul"));
    assertEquals(List.of("été"), LanguageSample.lines("e\u0301te\u0301"));
  }

  @Test
  void windowsSpreadOverALongTextAndCutNoWord() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append((char) ('a' + i * 26 / 20_000)).append("word ");
    }
    List<String> lines = LanguageSample.lines(text.toString());
    assertEquals(9, lines.size());
    assertTrue(lines.get(0).startsWith("aword"));
    assertTrue(lines.get(8).endsWith("zword"), lines.get(8));
    for (String line : lines) {
      assertTrue(List.of(line.split(" ", -1)).stream().allMatch(w -> w.endsWith("word")), line);
      assertTrue(List.of(line.split(" ", -1)).stream().allMatch(w -> w.length() == 5), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "<", "<a", "&", "a.", "a_", "@", "http://", "a@", "-", "./", "a\uD800"})
  void noPatternRunsWild(String unit) {
    String text = unit.repeat(LanguageSample.LONGEST / unit.length());
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> LanguageSample.lines(text));
  }
}
