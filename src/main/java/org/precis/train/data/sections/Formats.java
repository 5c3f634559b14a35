package org.precis.train.data.sections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.sections.RawDocument.RawSection;
import org.precis.train.data.sections.RawDocument.RawText;

/** Rows of the collections that are JSON Lines. */
final class Formats {
  private Formats() {}

  /** {@code abstract_sections} and {@code sections} with {@code heading} and {@code paragraphs}. */
  static RawDocument sumPubMed(JsonNode row) {
    List<RawSection> sections = new ArrayList<>();
    for (JsonNode section : list(row, "sections")) {
      sections.add(new RawSection(section.path("heading").asText(), texts(section, "paragraphs")));
    }
    List<RawText> summary = new ArrayList<>();
    for (JsonNode part : list(row, "abstract_sections")) {
      int section = indexOf(part.path("heading").asText(), sections);
      texts(part, "paragraphs").forEach(text -> summary.add(new RawText(text, section)));
    }
    return new RawDocument(row.path("id").asText(), sections, summary);
  }

  private static int indexOf(String heading, List<RawSection> sections) {
    return IntStream.range(0, sections.size())
        .filter(i -> sections.get(i).heading().equals(heading))
        .findFirst()
        .orElse(SectionedExample.UNKNOWN);
  }

  /** {@code section_names}, {@code sections} of sentences, {@code abstract_text} with tags. */
  static RawDocument cohan(JsonNode row) {
    List<RawSection> sections = new ArrayList<>();
    JsonNode names = list(row, "section_names");
    JsonNode texts = list(row, "sections");
    for (int i = 0; i < texts.size(); i++) {
      List<String> sentences = new ArrayList<>();
      texts.get(i).forEach(sentence -> sentences.add(sentence.asText()));
      sections.add(new RawSection(names.path(i).asText(""), sentences));
    }
    List<RawText> summary = new ArrayList<>();
    for (String sentence : texts(row, "abstract_text")) {
      summary.add(new RawText(sentence.replaceAll("</?S>", " ")));
    }
    return new RawDocument(row.path("article_id").asText(), sections, summary);
  }

  /** Sections of sentences with ids; a summary whose sentences may name a section by index. */
  static RawDocument sciSummNet(JsonNode row) {
    List<RawSection> sections = new ArrayList<>();
    for (JsonNode section : list(row, "sections")) {
      List<String> sentences = new ArrayList<>();
      section.path("sentences").forEach(sentence -> sentences.add(sentence.path("text").asText()));
      sections.add(new RawSection(section.path("heading").asText(""), sentences));
    }
    List<RawText> summary = new ArrayList<>();
    for (JsonNode sentence : list(row, "human_summary")) {
      int section = sentence.path("section").asInt(SectionedExample.UNKNOWN);
      summary.add(new RawText(sentence.path("text").asText(), section));
    }
    return new RawDocument(row.path("id").asText(), sections, summary);
  }

  private static final List<String> ACL_SUM_PARTS =
      List.of("abstract", "introduction", "conclusion");
  private static final List<String> ACL_SUM_ASPECTS = List.of("challenge", "approach", "outcome");

  /** A sentence belongs to the section with most of its highlights, the first on a tie. */
  static RawDocument aclSum(JsonNode row) {
    List<RawSection> sections = new ArrayList<>();
    for (String part : ACL_SUM_PARTS) {
      sections.add(new RawSection(part, texts(row.path("sentences"), part)));
    }
    List<RawText> summary = new ArrayList<>();
    for (String aspect : ACL_SUM_ASPECTS) {
      int[] highlights =
          ACL_SUM_PARTS.stream()
              .mapToInt(part -> sum(row.path("highlights").path(aspect).path(part)))
              .toArray();
      int most = Arrays.stream(highlights).max().orElse(0);
      int section =
          most == 0
              ? SectionedExample.UNKNOWN
              : IntStream.range(0, highlights.length)
                  .filter(i -> highlights[i] == most)
                  .findFirst()
                  .orElseThrow();
      summary.add(new RawText(row.path("summary").path(aspect).asText(), section));
    }
    return new RawDocument(row.path("id").asText(), sections, summary);
  }

  /** A gap of several lines, or the number of a chapter in a line of its own. */
  private static final Pattern SCENE =
      Pattern.compile("\\n(?:\\h*\\n){3,}|\\n\\h*(?:CHAPTER\\h+)?[IVX]+\\.?\\h*(?=\\n)");

  private static final Pattern PARAGRAPH = Pattern.compile("\\n(?:\\h*\\n)+");

  /** A story is cut into scenes where its print has a gap; the first answer tells its plot. */
  static RawDocument squality(JsonNode row) {
    List<RawSection> sections =
        SCENE
            .splitAsStream(row.path("document").asText())
            .map(scene -> new RawSection("", PARAGRAPH.splitAsStream(scene).toList()))
            .toList();
    JsonNode plot = list(row, "questions").path(0);
    String summary = list(plot, "responses").path(0).path("response_text").asText();
    String id = row.path("metadata").path("passage_id").asText();
    return new RawDocument(id, sections, List.of(new RawText(summary)));
  }

  private static int sum(JsonNode labels) {
    int sum = 0;
    for (JsonNode label : labels) {
      sum += label.asInt();
    }
    return sum;
  }

  /** The strings of a list that must be there. */
  static List<String> texts(JsonNode row, String key) {
    List<String> texts = new ArrayList<>();
    list(row, key).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A list that must be there. */
  static JsonNode list(JsonNode row, String key) {
    JsonNode list = row.path(key);
    if (!list.isArray()) {
      throw new IllegalArgumentException(
          "the row lacks the list '%s'; is it of another format?".formatted(key));
    }
    return list;
  }
}
