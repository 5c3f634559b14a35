package org.precis.summarize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/**
 * A report of the bundled collection.
 *
 * @param document the report
 * @param summary its English reference summary
 */
public record BundledNews(Document document, String summary) {
  public static final List<String> LANGUAGES =
      List.of(
          "ar", "bn", "de", "es", "fa", "fr", "hi", "id", "ja", "ko", "my", "ru", "sw", "th", "tr",
          "uk", "ur", "zh");

  /** Every report, language by language. */
  public static List<BundledNews> all() {
    return LANGUAGES.stream().flatMap(language -> of(language).stream()).toList();
  }

  /** The reports in one language. */
  public static List<BundledNews> of(String language) {
    List<BundledNews> news = new ArrayList<>();
    for (String line : resource("/demo/news/" + language + ".jsonl").split("\n", -1)) {
      if (!line.isBlank()) {
        JsonNode json = json(line);
        Document document =
            new DocumentParser()
                .parse(
                    json.get("id").asText(),
                    json.get("title").asText(),
                    json.get("body").asText(),
                    TextFormat.PLAIN)
                .withLanguage(language);
        news.add(new BundledNews(document, json.get("summary").asText()));
      }
    }
    return news;
  }

  /** The text of a file of the class path. */
  public static String resource(String path) {
    try (InputStream in = BundledNews.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value of JSON. */
  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
