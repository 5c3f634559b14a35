package org.precis.train.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A document in sections with its summary in sentences: a line of the JSON Lines that section
 * summarisers are trained and evaluated on.
 *
 * @param id identifier; never empty
 * @param sections at least one
 * @param summary sentences, at least one
 * @param alignment index of the section of each sentence, {@link SectionedExample#UNKNOWN} where
 *     nothing says it; empty where nothing is known of any
 */
public record SectionedDocument(
    String id, List<Section> sections, List<String> summary, List<Integer> alignment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A section.
   *
   * @param heading empty where there is none
   * @param text one sentence a line
   */
  public record Section(String heading, String text) {
    /** The lines that are not blank. */
    public List<String> sentences() {
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }

  public SectionedDocument {
    sections = List.copyOf(sections);
    summary = List.copyOf(summary);
    alignment = List.copyOf(alignment);
    require(!id.isBlank(), "a document needs an 'id'");
    require(!sections.isEmpty(), "'sections' is empty");
    require(!summary.isEmpty(), "'summary' is empty");
    require(summary.stream().noneMatch(String::isBlank), "a sentence of 'summary' is empty");
    require(
        sections.stream().noneMatch(section -> section.text().isBlank()),
        "the text of a section is empty");
    require(
        alignment.isEmpty() || alignment.size() == summary.size(),
        "'alignment' needs a section for each sentence");
    int count = sections.size();
    require(
        alignment.stream().allMatch(i -> i >= SectionedExample.UNKNOWN && i < count),
        "'alignment' has an index of a section that there is not; -1 stands for none");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** The same document with another alignment. */
  public SectionedDocument withAlignment(List<Integer> other) {
    return new SectionedDocument(id, sections, summary, other);
  }

  /** The sections of the sentences, {@link SectionedExample#UNKNOWN} where nothing says them. */
  public int[] sectionsOfSentences() {
    int[] all = new int[summary.size()];
    Arrays.fill(all, SectionedExample.UNKNOWN);
    for (int i = 0; i < alignment.size(); i++) {
      all[i] = alignment.get(i);
    }
    return all;
  }

  /**
   * The document in at most so many sections: runs of neighbours are put together, as even in
   * number as they can be, under the first one's heading; the other headings are lines of the text.
   */
  public SectionedDocument merged(int max) {
    int runs = Math.min(max, sections.size());
    if (runs == sections.size()) {
      return this;
    }
    int[] runOf = new int[sections.size()];
    List<Section> joined = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      int from = (int) ((long) run * sections.size() / runs);
      int to = (int) ((long) (run + 1) * sections.size() / runs);
      Arrays.fill(runOf, from, to, run);
      StringBuilder text = new StringBuilder(sections.get(from).text());
      for (Section next : sections.subList(from + 1, to)) {
        text.append(next.heading().isBlank() ? "" : "\n" + next.heading());
        text.append('\n').append(next.text());
      }
      joined.add(new Section(sections.get(from).heading(), text.toString()));
    }
    List<Integer> moved = alignment.stream().map(i -> i < 0 ? i : (Integer) runOf[i]).toList();
    return new SectionedDocument(id, joined, summary, moved);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it breaks a rule; the message says which
   */
  public static SectionedDocument parse(String line) {
    JsonNode row;
    try {
      row = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
    require(
        row.path("sections").isArray() && row.path("summary").isArray(),
        "a row needs the lists 'sections' and 'summary'; precis data sections writes such rows");
    List<Section> sections = new ArrayList<>();
    for (JsonNode section : row.path("sections")) {
      require(section.path("text").isTextual(), "a section needs a 'text'");
      sections.add(new Section(section.path("heading").asText(""), section.path("text").asText()));
    }
    List<String> summary = new ArrayList<>();
    row.path("summary").forEach(sentence -> summary.add(sentence.asText()));
    List<Integer> alignment = new ArrayList<>();
    for (JsonNode section : row.path("alignment")) {
      require(section.canConvertToInt() && section.isInt(), "'alignment' holds whole numbers");
      alignment.add(section.asInt());
    }
    return new SectionedDocument(row.path("id").asText(""), sections, summary, alignment);
  }

  /** The document as a line, without the end of line. */
  public String toLine() {
    ObjectNode row = JSON.createObjectNode().put("id", id);
    var list = row.putArray("sections");
    sections.forEach(s -> list.addObject().put("heading", s.heading()).put("text", s.text()));
    summary.forEach(row.putArray("summary")::add);
    if (!alignment.isEmpty()) {
      alignment.forEach(row.putArray("alignment")::add);
    }
    return row.toString();
  }
}
