package org.precis.train.data.sections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.precis.train.data.sections.RawDocument.RawSection;
import org.precis.train.data.sections.RawDocument.RawText;

/**
 * Reports of the Congressional Research Service ({@code reports}, {@code summary}) and of the
 * Government Accountability Office ({@code report}, {@code highlight}). Their trees are flattened
 * as in UOTSumm: every list {@code paragraphs} is a section, in the order of the document, without
 * short paragraphs; the GAO's section "Letter" is left out, its subsections are not.
 */
final class GovReport {
  /** Paragraphs of up to so many characters are captions and the like. */
  private static final int SHORT = 150;

  private static final String LETTER = "letter";

  private GovReport() {}

  static RawDocument read(JsonNode row) {
    List<RawSection> sections = new ArrayList<>();
    List<RawText> summary = new ArrayList<>();
    if (row.has("reports")) {
      flatten(row.path("reports"), "", sections);
      Formats.texts(row, "summary").forEach(text -> summary.add(new RawText(text)));
    } else if (row.has("report")) {
      flatten(row.path("report"), LETTER, sections);
      paragraphs(row.path("highlight")).forEach(text -> summary.add(new RawText(text)));
    } else {
      throw new IllegalArgumentException(
          "the row has neither 'reports' (CRS) nor 'report' (GAO); is it of another format?");
    }
    return new RawDocument(row.path("id").asText(), sections, summary);
  }

  private static void flatten(JsonNode node, String skipped, List<RawSection> into) {
    String title = node.path("section_title").asText("");
    if (!title.strip().equalsIgnoreCase(skipped) || skipped.isEmpty()) {
      List<String> texts = new ArrayList<>();
      for (JsonNode paragraph : node.path("paragraphs")) {
        if (paragraph.asText().length() > SHORT) {
          texts.add(paragraph.asText());
        }
      }
      if (!texts.isEmpty()) {
        into.add(new RawSection(title, texts));
      }
    }
    for (JsonNode child : node.isArray() ? node : node.path("subsections")) {
      flatten(child, skipped, into);
    }
  }

  /** All paragraphs of a tree, in order, however short. */
  private static List<String> paragraphs(JsonNode node) {
    List<String> all = new ArrayList<>();
    node.path("paragraphs").forEach(paragraph -> all.add(paragraph.asText()));
    for (JsonNode child : node.isArray() ? node : node.path("subsections")) {
      all.addAll(paragraphs(child));
    }
    return all;
  }
}
