package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReaderTest {
  private static Document parse(String source) {
    return new DocumentParser().parse("1", "", source, TextFormat.MARKDOWN);
  }

  private static String text(String source) {
    return parse(source).sections().get(0).text();
  }

  private static List<String> outline(Document document) {
    return document.sections().stream().map(s -> s.level() + " " + s.heading()).toList();
  }

  @Test
  void headingsMakeSections() {
    Document document =
        parse(
            "# Report\n\nIntro.\n\n## 1. Rivers\n\nWet.\n\n#### Deltas\n\nFlat.\n\n## 2. Hills\n\nHigh.");
    assertEquals("Report", document.title());
    assertEquals(List.of("0 ", "1 Rivers", "2 Deltas", "1 Hills"), outline(document));
    assertEquals("Flat.", document.sections().get(2).text());
  }

  @Test
  void severalTopHeadingsAreSectionsAndNoTitle() {
    Document document = parse("# One\n\na\n\n# Two\n\nb\n");
    assertEquals("", document.title());
    assertEquals(List.of("1 One", "1 Two"), outline(document));
  }

  @Test
  void theCallersTitleStays() {
    Document document =
        new DocumentParser().parse("1", "Mine", "# Theirs\n\nText.", TextFormat.MARKDOWN);
    assertEquals("Mine", document.title());
    assertEquals(List.of("1 Theirs"), outline(document));
  }

  @Test
  void frontMatterTellsTitleAndLanguage() {
    Document document = parse("---\ntitle: \"Der Fluss\"\nlang: deu\ntags:\n  - a\n---\nText.\n");
    assertEquals("Der Fluss", document.title());
    assertEquals("de", document.language());
    assertEquals("Text.", document.sections().get(0).text());
  }

  @Test
  void aRuleAtTheBeginningIsNoFrontMatter() {
    assertEquals("Some text here.", text("---\nSome text here.\n"));
  }

  @Test
  void markupGoesAndTextStays() {
    assertEquals(
        "A b c © d <e> code &amp; x 2*3 picture",
        text(
            "A *b* **c** &copy; [d](http://x.org) \\<e\\> `code &amp; x` 2\\*3 ![picture](p.png)"));
  }

  @Test
  void listItemsQuotesRowsAndCodeAreParagraphs() {
    assertEquals(
        "one\n\ntwo\n\ninner\n\nquoted text\n\na b\n\n1 2\n\ncode();\n\nmore();",
        text(
            """
            - one
            - two
              1. inner

            > quoted
            > text

            | a | b |
            |---|---|
            | 1 | 2 |

            ```java
            code();

            more();
            ```
            """));
  }

  @Test
  void htmlInBetweenIsReadAsHtml() {
    Document document = parse("Text.\n\n<div><h2>In HTML</h2><p>x &lt; y</p></div>\n\nEnd.\n");
    assertEquals(List.of("0 ", "1 In HTML"), outline(document));
    assertEquals("x < y\n\nEnd.", document.sections().get(1).text());
  }

  @Test
  void aHeadingWithoutTextStaysOnlyAboveSubsections() {
    Document document = parse("# A\n\n## B\n\ntext\n\n# C\n\n## D\n\n# E\n\ntext");
    assertEquals(List.of("1 A", "2 B", "1 E"), outline(document));
    assertEquals("", document.sections().get(0).text());
  }

  @Test
  void whereThereAreOnlyHeadingsTheyAreTheText() {
    Document document = parse("# A\n\n# B\n");
    assertEquals(List.of("A", "B"), document.sections().stream().map(Section::text).toList());
  }

  @Test
  void offsetsPassEntitiesAndEscapes() {
    String source = "---\ntitle: t\n---\n> one &amp; *two*\n> \\# three\n";
    Section section = parse(source).sections().get(0);
    assertEquals("one & two # three", section.text());
    for (String word : List.of("one", "two", "three", "#")) {
      int at = section.text().indexOf(word);
      Span span = section.offsets().toSource(new Span(at, at + word.length()));
      assertEquals(word, source.substring(span.start(), span.end()));
    }
    int amp = section.text().indexOf('&');
    Span span = section.offsets().toSource(new Span(amp, amp + 1));
    assertEquals("&amp;", source.substring(span.start(), span.end()));
  }

  @Test
  void deepEmphasisThatOverflowsTheParserIsReadAsPlainText() {
    String source = "*a ".repeat(20_000) + "b* ".repeat(20_000);
    assertTrue(text(source).startsWith("*a *a"));
  }
}
