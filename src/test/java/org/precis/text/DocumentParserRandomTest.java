package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for any source in any format. */
class DocumentParserRandomTest {
  private final DocumentParser parser = new DocumentParser();

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void sectionsAreCleanAndLeadBackToTheirSource(TextFormat format) {
    RandomText random = RandomText.seeded();
    for (int round = 0; round < 3_000; round++) {
      String source = random.next(1 + round / 30);
      check(source, parser.parse("id", "", source, format));
    }
  }

  /** Checks that a document's sections are clean and its offsets right. */
  static void check(String source, Document document) {
    assertEquals(source, document.body());
    for (Section section : document.sections()) {
      String text = section.text();
      assertFalse(text.contains("\n\n\n") || text.contains("  ") || text.contains("\0"), source);
      assertEquals(text, text.strip(), source);
      for (int i = 0; i < text.length(); i++) {
        Span span = section.offsets().toSource(new Span(i, i + 1));
        assertTrue(span.end() <= source.length(), source);
        if (section.offsets().isVerbatim(i)) {
          assertEquals(text.charAt(i), source.charAt(span.start()), source);
        }
      }
      assertEquals(
          text.length(),
          text.codePoints().filter(c -> !isSurrogate(c)).map(Character::charCount).sum(),
          () -> "an unpaired surrogate from " + source);
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
