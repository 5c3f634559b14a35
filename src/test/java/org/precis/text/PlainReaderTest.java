package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainReaderTest {
  private static Document parse(String source) {
    return new DocumentParser().parse("1", "", source, TextFormat.PLAIN);
  }

  private static String text(String source) {
    return parse(source).sections().get(0).text();
  }

  @Test
  void aTextWithoutHeadingsIsOneSectionOfLevelZero() {
    Document document = parse("One line.\nAnother.\n\nA paragraph.");
    assertEquals(1, document.sections().size());
    assertEquals(0, document.sections().get(0).level());
    assertEquals("", document.sections().get(0).heading());
    assertEquals("One line. Another.\n\nA paragraph.", document.sections().get(0).text());
  }

  @Test
  void underlinedLinesAreHeadings() {
    Document document =
        parse("Before.\n\nOne\n===\nText.\n\nTwo\n---\nMore.\n\nThree\n===\nEnd.\n");
    assertEquals(
        List.of("0 ", "1 One", "2 Two", "1 Three"),
        document.sections().stream().map(s -> s.level() + " " + s.heading()).toList());
  }

  @Test
  void theOnlyTopHeadingAtTheBeginningIsTheTitle() {
    Document document = parse("The Title\n=========\n\nIntro.\n\nPart\n----\nText.\n");
    assertEquals("The Title", document.title());
    assertEquals(
        List.of("0 ", "1 Part"),
        document.sections().stream().map(s -> s.level() + " " + s.heading()).toList());
  }

  @Test
  void numberedLinesWithTextBelowAreHeadings() {
    Document document =
        parse("1 Introduction\n\nText.\n\n1.1 Background\n\nOld.\n\n2 Results\n\nGood.\n");
    assertEquals(
        List.of("1 Introduction", "2 Background", "1 Results"),
        document.sections().stream().map(s -> s.level() + " " + s.heading()).toList());
  }

  @Test
  void aNumberedListIsNoRowOfHeadings() {
    Document document = parse("We need:\n\n1. Some flour\n\n2. Two eggs\n\n3. Cold milk\n\n");
    assertEquals(1, document.sections().size());
  }

  @Test
  void aSingleNumberedLineIsText() {
    assertEquals("1. Some line\n\nText.", text("1. Some line\n\nText."));
  }

  @Test
  void listItemsAreParagraphs() {
    assertEquals("Buy:\n\n- flour\n\n- eggs", text("Buy:\n- flour\n- eggs\n"));
  }

  @Test
  void indentedLinesBeginParagraphs() {
    assertEquals("第一段。\n\n第二段。", text("第一段。\n\u3000\u3000第二段。"));
  }

  @Test
  void unwrappedLinesAreParagraphs() {
    String one = "word ".repeat(60).strip() + ".";
    assertEquals(one + "\n\n" + one, text(one + "\n" + one));
  }

  @Test
  void wrappedChineseLinesJoinWithoutASpace() {
    assertEquals("今天天气很好。", text("今天天气\n很好。"));
  }

  @Test
  void controlsGoAndUnpairedSurrogatesAreReplaced() {
    assertEquals("ab \uFFFD c \uD83D\uDE00", text("a\0b \uD800 c \uD83D\uDE00\u0007"));
  }

  @Test
  void offsetsLeadBackToTheSource() {
    String source = "  One\t two.\r\n\r\n  Three  four.";
    Section section = parse(source).sections().get(0);
    assertEquals("One two.\n\nThree four.", section.text());
    int four = section.text().indexOf("four");
    Span span = section.offsets().toSource(new Span(four, four + 4));
    assertEquals("four", source.substring(span.start(), span.end()));
  }

  @Test
  void aFormFeedEndsALine() {
    assertEquals("One two", text("One\ftwo"));
  }
}
