package org.precis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Builds the sections of a document while its source is walked through. Not thread-safe.
 *
 * <p>Levels follow the nesting, without gaps: an h4 below an h2 is one level deeper. The first
 * heading is the document's title rather than a section if it alone stands on the topmost level and
 * the caller knows no other title. A heading without text of its own is kept if subsections follow,
 * dropped otherwise; where no section has any text, the headings are the text.
 */
final class Outline {
  /** A heading and what follows it; {@code rawLevel} 0 has no heading. */
  private record Part(int rawLevel, CleanText heading, CleanText body) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * Begins a section. Its heading is to be added to the result.
   *
   * @param rawLevel 1 for a top heading, more for lower ones
   */
  CleanText heading(int rawLevel) {
    CleanText heading = new CleanText();
    parts.add(new Part(rawLevel, heading, new CleanText()));
    return heading;
  }

  /** Begins a section without heading. */
  void untitled() {
    parts.add(new Part(0, new CleanText(), new CleanText()));
  }

  /** The text of the current section. */
  CleanText body() {
    if (parts.isEmpty()) {
      untitled();
    }
    return parts.get(parts.size() - 1).body();
  }

  /** Whether nothing but white space was added. */
  boolean isEmpty() {
    return parts.stream().allMatch(p -> p.heading().isEmpty() && p.body().isEmpty());
  }

  /**
   * The document.
   *
   * @param known what is known of the document besides its sections
   * @param source the source that the offsets point into
   */
  Document document(Metadata known, String source) {
    List<Part> kept = new ArrayList<>();
    for (Part part : parts) {
      boolean untitled = part.heading().isEmpty();
      if (!untitled || !part.body().isEmpty()) {
        kept.add(untitled ? new Part(0, part.heading(), part.body()) : part);
      }
    }
    String title = known.title();
    if (!kept.isEmpty() && standsAloneOnTop(kept) && agrees(title, kept.get(0))) {
      title = known.titleIsCallers() ? title : WhiteSpace.collapse(kept.get(0).heading().text());
      Part first = kept.remove(0);
      if (!first.body().isEmpty()) {
        kept.add(0, new Part(0, new CleanText(), first.body()));
      } else if (kept.isEmpty()) {
        kept.add(new Part(0, new CleanText(), first.heading()));
      }
    }
    return new Document(known.id(), title, known.language(), source, sections(kept));
  }

  private static boolean standsAloneOnTop(List<Part> parts) {
    return parts.get(0).rawLevel() == 1
        && parts.stream().skip(1).noneMatch(part -> part.rawLevel() == 1);
  }

  /** Whether the heading is the title, or the title is the heading and a site's name. */
  private static boolean agrees(String title, Part first) {
    String heading = WhiteSpace.collapse(first.heading().text()).toLowerCase(Locale.ROOT);
    return WhiteSpace.isAll(title)
        || WhiteSpace.collapse(title).toLowerCase(Locale.ROOT).contains(heading);
  }

  private static List<Section> sections(List<Part> parts) {
    List<String> headings =
        Headings.normalise(parts.stream().map(p -> p.heading().text()).toList());
    boolean headingsOnly = parts.stream().allMatch(part -> part.body().isEmpty());
    int[] levels = new int[parts.size()];
    boolean[] kept = new boolean[parts.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int rawLevel = parts.get(i).rawLevel();
      while (!open.isEmpty() && parts.get(last(open)).rawLevel() >= rawLevel) {
        open.remove(open.size() - 1);
      }
      if (rawLevel > 0) {
        open.add(i);
        levels[i] = open.size();
      }
      if (headingsOnly || !parts.get(i).body().isEmpty()) {
        kept[i] = true;
        for (int k = open.size() - 1; k >= 0 && (k == open.size() - 1 || !kept[open.get(k)]); k--) {
          kept[open.get(k)] = true;
        }
      }
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (kept[i]) {
        CleanText text = headingsOnly ? parts.get(i).heading() : parts.get(i).body();
        sections.add(new Section(headings.get(i), levels[i], text.text(), text.offsets()));
      }
    }
    return sections;
  }

  private static int last(List<Integer> indexes) {
    return indexes.get(indexes.size() - 1);
  }
}
