package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentParserTest {
  private final DocumentParser parser = new DocumentParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          PLAIN ~ Just a text. Costs < 5 and > 3.
          PLAIN ~ Numbers [1] and (2), a*b*c, snake_case_name.
          PLAIN ~ [1, 2, 3]
          JSON ~ {"body": "x"}
          JATS ~ <?xml version="1.0"?><article xml:lang="en"><front><article-meta/></front></article>
          JATS ~ <article article-type="research-article"><body/></article>
          HTML ~ <!DOCTYPE html><article class="jats">x</article>
          HTML ~ <p>A fragment</p>
          HTML ~ Some words <b>bold</b> and <i>italic</i>
          MARKDOWN ~ # Title
          MARKDOWN ~ A [link](https://a.org) and **bold** text
          """)
  void theFormatIsGuessed(TextFormat expected, String source) {
    assertEquals(expected, FormatSniffer.sniff(source));
  }

  @Test
  void markdownWithSomeHtmlIsMarkdown() {
    assertEquals(TextFormat.MARKDOWN, FormatSniffer.sniff("## A\n\ntext\n\n<div><p>x</p></div>\n"));
    assertEquals(TextFormat.MARKDOWN, FormatSniffer.sniff("---\ntitle: x\n---\nText"));
  }

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void nothingGivesNoSections(TextFormat format) {
    assertTrue(parser.parse("1", "", "", format).sections().isEmpty());
    assertTrue(parser.parse("1", "", " \n\t\u00A0 \r\n", format).sections().isEmpty());
    assertTrue(parser.parse("1", "", "\0\0\uFEFF", format).sections().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void oneWordIsOneSection(TextFormat format) {
    Document document = parser.parse("1", "T", "word", format);
    assertEquals(1, document.sections().size());
    assertEquals("word", document.sections().get(0).text());
    assertEquals("T", document.title());
    assertEquals(Document.UNDETERMINED, document.language());
  }

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void aHundredThousandWordsAreKept(TextFormat format) {
    String source = "These ten words stand here ten thousand times, no less. ".repeat(10_000);
    Document document = parser.parse("1", "", source, format);
    assertEquals(source.strip(), document.sections().get(0).text());
  }

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void binaryLookingSourcesAreRead(TextFormat format) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      source.append((char) (i * 7919 % 0x10000));
    }
    DocumentParserRandomTest.check(
        source.toString(), parser.parse("1", "", source.toString(), format));
  }

  @ParameterizedTest
  @CsvSource({
    "deu,de",
    "en_US,en-US",
    "cmn,zh",
    "zh-hant-tw,zh-Hant-TW",
    "in,id",
    "!,und",
    "'',und"
  })
  void languageTagsAreBcp47(String stated, String expected) {
    assertEquals(expected, LanguageTags.normalise(stated));
  }
}
