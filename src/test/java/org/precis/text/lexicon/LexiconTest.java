package org.precis.text.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.text.Span;

class LexiconTest {
  private static final String FILE =
      """
      ar\tكتاب\tbook
      de\tbrücke\tbridge
      de\tdie\tthe
      de\tist\tis
      de\tja\t
      de\tneu\tnew
      fr\tl'\tthe
      fr\teau\twater
      nl\tbrug\tbridge
      nl\tstad\tcity
      ru\tпрезидент\tpresident
      zh\t医\tmedicine
      zh\t中国\tChina
      """;

  private static byte[] gzipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static Lexicon read(String text) throws IOException {
    return Lexicon.read(new ByteArrayInputStream(gzipped(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|Die Brücke ist ja neu.|the bridge is new.",
        // Another form of a word; a word that begins like no other.
        "de|Die Brücken, 12,5 Meter|the bridge, 12.5 Meter",
        // Put together of two words, in a language that does so, with a letter between them.
        "nl|de stadbrug|de city bridge",
        "nl|de stadsbrug|de city bridge",
        "fr|de l'eaueau|de the eaueau",
        "fr|l'eau|the water",
        "fr|L’eau|the water",
        "ru|Президента Марочко|president Marocko",
        "zh|中国医院|China medicine yuan",
        // Numbers as in English, also where a scale is part of the next word.
        "zh|3.5亿医|350 million medicine",
        "fr|5 200 l'eau|5,200 the water",
        // Digits of any script, short vowels that most writers leave out.
        "ar|كِتاب ٢٠٢٦|book 2026",
        "ar|كتاب ٢٠٢٦ـ كتاب|book 2026 book",
        "de-AT|Die Brücke|the bridge"
      })
  void wordsAreGlossedOneByOne(String language, String text, String gloss) throws IOException {
    assertEquals(gloss, read(FILE).gloss(text, language).text());
  }

  @Test
  void everyWordLeadsBackToItsSource() throws IOException {
    String text = "Die neue Brücke!";
    Gloss gloss = read(FILE).gloss(text, "de");
    assertEquals("the neue bridge!", gloss.text());
    int bridge = gloss.text().indexOf("bridge");
    Span source = gloss.map().toSource(new Span(bridge, bridge + "bridge".length()));
    assertEquals("Brücke", text.substring(source.start(), source.end()));
    assertEquals(
        new Span(text.length() - 1, text.length()),
        gloss.map().toSource(new Span(gloss.text().length() - 1, gloss.text().length())));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    read(FILE).write(bytes);
    Lexicon again = Lexicon.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertEquals(Set.of("ar", "de", "fr", "nl", "ru", "zh"), again.languages());
    assertEquals(5, again.size("de"));
    assertEquals("the bridge is", again.gloss("Die Brücke ist", "de").text());
    assertTrue(again.knows("zh-Hant"));
    assertFalse(again.knows("sw"));
  }

  @Test
  void anUnknownLanguageIsRefused() throws IOException {
    Lexicon lexicon = read(FILE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> lexicon.gloss("maji", "sw"))
            .getMessage();
    assertTrue(message.contains("'sw'") && message.contains("[ar, de, fr, nl, ru, zh]"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de\tbrücke", "de\tbrücke\tbridge\tspan", "\tbrücke\tbridge", "de\t\tx"})
  void aLineOfAnotherShapeIsNamed(String line) {
    String message =
        assertThrows(IOException.class, () -> read("de\tdie\tthe\n" + line)).getMessage();
    assertTrue(message.startsWith("line 2"), message);
  }

  @Test
  void aFileThatUnpacksToTooMuchIsRefused() {
    String line = "de\t" + "a".repeat(1 << 20) + "\tb\n";
    String message = assertThrows(IOException.class, () -> read(line.repeat(33))).getMessage();
    assertTrue(message.contains("more than"), message);
  }
}
