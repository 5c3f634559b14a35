package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static Document parse(String source) {
    return new DocumentParser().parse("", "", source, TextFormat.JSON);
  }

  @Test
  void fieldsTellIdTitleAndLanguage() {
    Document document =
        parse(
            "{\"id\": 7, \"x\": {\"id\": 8}, \"title\": \"T\", \"language\": \"tur\", \"body\": \"b\"}");
    assertEquals("7", document.id());
    assertEquals("T", document.title());
    assertEquals("tr", document.language());
    assertEquals("b", document.sections().get(0).text());
  }

  @Test
  void theCallersIdAndTitleStay() {
    Document document =
        new DocumentParser()
            .parse("mine", "Mine", "{\"id\":1,\"title\":\"T\",\"body\":\"b\"}", TextFormat.JSON);
    assertEquals("mine", document.id());
    assertEquals("Mine", document.title());
  }

  @Test
  void sectionsAreKeptAsTheyAre() {
    Document document =
        parse(
            """
            {"body": "ignored", "sections": [
              {"text": "Before."},
              {"heading": "1. Rivers:", "level": 2, "text": "Wet.\\n\\nVery."},
              {"heading": "Above", "level": 1, "text": ""},
              {"heading": "Below", "level": 2, "text": "Low."},
              {"heading": "Nothing", "level": 1, "text": " "}, 5]}
            """);
    assertEquals(
        List.of("0  Before.", "2 Rivers Wet.\n\nVery.", "1 Above ", "2 Below Low."),
        document.sections().stream()
            .map(s -> s.level() + " " + s.heading() + " " + s.text())
            .toList());
  }

  @Test
  void offsetsPointIntoTheJsonText() {
    String source =
        "{\"title\":\"\",\"body\":\"Gr\\u00fc\\u00dfe\\n\\\"an\\\" \\ud83d\\ude00 alle\"}";
    Section section = parse(source).sections().get(0);
    assertEquals("Grüße \"an\" \uD83D\uDE00 alle", section.text());
    assertEquals("Gr\\u00fc\\u00dfe", original(source, section, "Grüße"));
    assertEquals("an", original(source, section, "an"));
    assertEquals("\\ud83d\\ude00", original(source, section, "\uD83D\uDE00"));
    assertEquals("alle", original(source, section, "alle"));
  }

  @Test
  void aBodyMayBeWrittenInAnotherFormat() {
    String source = "{\"body\": \"<p>Fish &amp; \\\"chips\\\"</p><h2>More</h2><p>Text</p>\"}";
    Document document = parse(source);
    assertEquals("Fish & \"chips\"", document.sections().get(0).text());
    assertEquals("More", document.sections().get(1).heading());
    assertEquals("&amp; \\\"", original(source, document.sections().get(0), "& \""));
    assertEquals(source, document.body());
  }

  @Test
  void aLongStringKeepsItsOffsets() {
    String source = "{\"id\":\"x\",\"body\":\"" + "word\\t".repeat(50_000) + "end\"}";
    assertEquals("end", original(source, parse(source).sections().get(0), "end"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\": \"cut",
        "{\"sections\": [{\"text\": \"cut\"}",
        "[1, 2]",
        "{\"other\": 1}",
        "{\"body\": \"x\"} rest",
        "{'body': 'x'}",
        "words",
      })
  void whatIsNoSuchObjectIsReadAsPlainText(String source) {
    assertEquals(source, parse(source).sections().get(0).text());
  }

  @Test
  void unpairedSurrogatesAreReplaced() {
    assertEquals("a\uFFFDb", parse("{\"body\":\"a\\ud800b\"}").sections().get(0).text());
  }

  @Test
  void deepNestingIsReadAsPlainText() {
    assertTrue(parse("{\"a\":".repeat(10_000)).sections().get(0).text().startsWith("{\"a\":"));
  }

  private static String original(String source, Section section, String word) {
    int at = section.text().indexOf(word);
    Span span = section.offsets().toSource(new Span(at, at + word.length()));
    return source.substring(span.start(), span.end());
  }
}
