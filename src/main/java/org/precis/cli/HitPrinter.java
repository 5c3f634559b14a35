package org.precis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Writes search results for a reader. */
final class HitPrinter {
  private static final int WIDTH = 96;
  private static final int EVIDENCE_CHARACTERS = 120;

  private final PrintWriter out;
  private final ColorScheme colors;

  HitPrinter(PrintWriter out, ColorScheme colors) {
    this.out = out;
    this.colors = colors;
  }

  /** Writes the hits of a Solr response, each with its summary. */
  void print(String query, JsonNode response) {
    JsonNode docs = response.at("/response/docs");
    out.println();
    out.println(
        paint("bold,fg(cyan)", "search: " + query)
            + "   "
            + response.at("/response/numFound").asLong()
            + " hits, "
            + response.at("/responseHeader/QTime").asLong()
            + " ms");
    int rank = 1;
    for (JsonNode doc : docs) {
      printHit(rank++, doc, response.path("summaries").path(doc.path("id").asText()));
    }
    out.flush();
  }

  /** Writes one hit; {@code summary} may be missing. */
  void printHit(int rank, JsonNode doc, JsonNode summary) {
    String title = doc.path("title").asText(doc.path("id").asText());
    out.println();
    out.println(" " + rank + ". " + paint("bold", title) + "  " + describe(doc));
    if (summary.isMissingNode()) {
      return;
    }
    String text = summary.path("text").asText("");
    if (summary.path("sections").size() > 0) {
      printSections(summary);
    } else if (!text.isEmpty()) {
      wrap(text, "    ");
    }
    out.println("    " + paint("faint", verdict(summary)));
    for (JsonNode sentence : summary.path("sentences")) {
      for (JsonNode place : sentence.path("evidence")) {
        printEvidence(doc, place);
      }
    }
  }

  /** Each section's heading, and below it its sentences. */
  private void printSections(JsonNode summary) {
    for (JsonNode section : summary.path("sections")) {
      String reason = section.path("reason").asText("");
      String heading = section.path("heading").asText(section.path("id").asText());
      out.println(
          "    "
              + paint("bold", heading)
              + (reason.isEmpty()
                  ? ""
                  : paint("faint", "  " + section.path("source").asText() + ", " + reason)));
      for (JsonNode index : section.path("sentences")) {
        wrap(summary.path("sentences").path(index.asInt()).path("text").asText(), "      ");
      }
    }
  }

  private static String describe(JsonNode doc) {
    List<String> parts = new ArrayList<>();
    for (String field : new String[] {"id", "lang", "category", "published"}) {
      String value = doc.path(field).asText("");
      if (!value.isEmpty()) {
        parts.add(field.equals("published") ? value.replaceFirst("T.*", "") : value);
      }
    }
    return "[" + String.join(" · ", parts) + "]";
  }

  /** Status, source, timing and checks of a summary in one line. */
  private static String verdict(JsonNode summary) {
    List<String> parts = new ArrayList<>();
    parts.add(summary.path("status").asText());
    add(parts, summary, "source", "from ");
    add(parts, summary, "reason", "because ");
    add(parts, summary, "engine", "engine ");
    add(parts, summary, "model", "model ");
    if (summary.path("truncated").asBoolean()) {
      parts.add(
          String.format(Locale.ROOT, "read %.0f %%", 100 * summary.path("coverage").asDouble()));
    }
    if (!summary.path("unsupported").isEmpty()) {
      parts.add("not in the source: " + summary.path("unsupported"));
    }
    if (summary.has("time")) {
      parts.add(summary.path("time").asLong() + " ms");
    }
    return String.join(" · ", parts);
  }

  private static void add(List<String> parts, JsonNode summary, String key, String prefix) {
    String value = summary.path(key).asText("");
    if (!value.isEmpty()) {
      parts.add(prefix + value);
    }
  }

  private void printEvidence(JsonNode doc, JsonNode place) {
    String field = place.path("field").asText();
    int start = place.path("start").asInt();
    int end = place.path("end").asInt();
    String source = doc.path(field).asText("");
    String quote =
        end <= source.length() ? source.substring(start, end).replaceAll("\\s+", " ") : "";
    if (quote.length() > EVIDENCE_CHARACTERS) {
      quote = quote.substring(0, EVIDENCE_CHARACTERS) + "…";
    }
    out.println("      " + paint("faint", "↳ " + field + "[" + start + "–" + end + "] " + quote));
  }

  private void wrap(String text, String indent) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    StringBuilder line = new StringBuilder(indent);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      String piece = text.substring(start, end);
      if (line.length() + piece.stripTrailing().length() > WIDTH) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(indent);
      }
      line.append(piece);
    }
    out.println(line.toString().stripTrailing());
  }

  private String paint(String style, String text) {
    if (!colors.ansi().enabled()) {
      return text;
    }
    // Styles are set by hand since text from documents must not be read as picocli's markup.
    Ansi.IStyle[] styles = Ansi.Style.parse(style);
    return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
  }
}
