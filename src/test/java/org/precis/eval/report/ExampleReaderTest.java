package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleReaderTest {
  private static List<Example> read(String summaryLanguage, String lines) throws IOException {
    BufferedReader text = new BufferedReader(new StringReader(lines));
    List<Example> examples = new ArrayList<>();
    try (ExampleReader reader = new ExampleReader("p.jsonl", text, summaryLanguage)) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        examples.add(next.get());
      }
    }
    return examples;
  }

  @Test
  void linesAreExamples() throws IOException {
    List<Example> examples =
        read(
            "en",
            """
            {"prediction": "a", "reference": "b", "lang": "fra", "source": "s"}

            {"prediction": "", "references": ["b", "c"], "lang": "zh_CN", "summaryLang": "de"}
            {"prediction": "a", "reference": "b", "stratum": "long", "document": 7}
            {"prediction": "a", "reference": "b", "lang": "fr", "source": "s", "document": null}
            {"prediction": "a", "reference": "b", "lang": "fr", "source": "s", "document": " "}
            """);
    assertEquals(
        List.of(
            new Example("a", List.of("b"), "fr", "en", Optional.of("s")),
            new Example("", List.of("b", "c"), "zh-CN", "de", Optional.empty()),
            new Example("a", List.of("b"), "und", "en", Optional.empty(), "long", Optional.of("7")),
            new Example("a", List.of("b"), "fr", "en", Optional.of("s")),
            new Example("a", List.of("b"), "fr", "en", Optional.of("s"))),
        examples);
  }

  @Test
  void withoutADefaultSummariesAreInTheLanguageOfTheSource() throws IOException {
    String line = "{\"prediction\": \"a\", \"reference\": \"b\", \"lang\": \"sw\"}";
    assertEquals("sw", read("", line).get(0).summaryLanguage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"prediction\": | p.jsonl line 2 is not JSON",
        "[1] | p.jsonl line 2 needs an object with the text 'prediction'",
        "{\"prediction\": \"a\", \"reference\": \"b\", \"document\": [1]} | p.jsonl line 2 has a 'document' that is neither a text nor a number",
        "{\"prediction\": 3} | p.jsonl line 2 needs an object with the text 'prediction'",
        "{\"prediction\": \"a\"} | p.jsonl line 2 needs a text 'reference'",
        "{\"prediction\": \"a\", \"references\": []} | p.jsonl line 2 needs a text 'reference'",
        "{\"prediction\": \"a\", \"reference\": \"b\", \"lang\": \"?\"}"
            + " | p.jsonl line 2 has lang '?', which is no language tag"
      })
  void badLinesAreSaidWithTheirPlace(String line, String message) {
    IOException error = assertThrows(IOException.class, () -> read("en", "\n" + line));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
