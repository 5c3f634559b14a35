package org.precis.train.data.sections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.train.data.SectionedDocument;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.sections.RawDocument.RawSection;
import org.precis.train.data.sections.RawDocument.RawText;

/**
 * UOTSumm's preprocessing: sections that a summary says nothing of, fragments and formulas go, and
 * documents of which too little is left. Counts what it drops. Not thread-safe.
 */
final class SectionCleaning {
  private static final int LEAST_SECTION_SENTENCE = 15;
  private static final int LEAST_SUMMARY_SENTENCE = 20;
  private static final int MOST_BACKSLASHES = 10;
  private static final int LEAST_SUMMARY_SENTENCES = 2;
  private static final int LEAST_SECTION_SENTENCES = 4;
  private static final String ENGLISH = "en";

  private final SectionFormat format;
  private final SentenceSplitter splitter;
  private final Map<String, Long> dropped = new TreeMap<>();

  /** A cleaning of a collection's documents. */
  SectionCleaning(SectionFormat format, SentenceSplitter splitter) {
    this.format = format;
    this.splitter = splitter;
  }

  /** How many of what were dropped. */
  Map<String, Long> dropped() {
    return dropped;
  }

  /** What is left of a document, if it is enough. */
  Optional<SectionedDocument> clean(RawDocument raw) {
    int[] places = new int[raw.sections().size()];
    Arrays.fill(places, SectionedExample.UNKNOWN);
    List<SectionedDocument.Section> sections = new ArrayList<>();
    int sentences = 0;
    int sectionLength = 0;
    for (int i = 0; i < places.length; i++) {
      RawSection section = raw.sections().get(i);
      List<String> kept =
          format.isIrrelevant(section.heading())
              ? List.of()
              : sentences(section.texts(), LEAST_SECTION_SENTENCE, "section sentences");
      if (kept.isEmpty()) {
        drop("sections");
      } else {
        places[i] = sections.size();
        String text = String.join("\n", kept);
        sections.add(new SectionedDocument.Section(section.heading().strip(), text));
        sentences += kept.size();
        sectionLength += text.length();
      }
    }
    List<String> summary = new ArrayList<>();
    List<Integer> alignment = new ArrayList<>();
    for (RawText part : raw.summary()) {
      int section =
          part.section() >= 0 && part.section() < places.length
              ? places[part.section()]
              : SectionedExample.UNKNOWN;
      for (String sentence :
          sentences(List.of(part.text()), LEAST_SUMMARY_SENTENCE, "summary sentences")) {
        summary.add(sentence);
        alignment.add(section);
      }
    }
    Optional<String> reason =
        reason(raw.id(), sentences, sectionLength, summary.size(), String.join(" ", summary));
    if (reason.isPresent()) {
      drop("documents: " + reason.get());
      return Optional.empty();
    }
    boolean known = alignment.stream().anyMatch(section -> section >= 0);
    return Optional.of(
        new SectionedDocument(raw.id(), sections, summary, known ? alignment : List.of()));
  }

  private static Optional<String> reason(
      String id, int sentences, int length, int summarySentences, String summary) {
    if (id.isBlank()) {
      return Optional.of("no id");
    }
    if (summarySentences < LEAST_SUMMARY_SENTENCES) {
      return Optional.of("fewer than 2 summary sentences");
    }
    if (sentences < LEAST_SECTION_SENTENCES) {
      return Optional.of("fewer than 4 section sentences");
    }
    return length <= summary.length()
        ? Optional.of("not longer than its summary")
        : Optional.empty();
  }

  private List<String> sentences(List<String> texts, int least, String what) {
    List<String> kept = new ArrayList<>();
    for (String text : texts) {
      for (String sentence : cut(text)) {
        String clean = sentence.strip().replaceAll("\\s+", " ");
        if (clean.length() < least || backslashes(clean) > MOST_BACKSLASHES) {
          drop(what);
        } else {
          kept.add(clean);
        }
      }
    }
    return kept;
  }

  private List<String> cut(String text) {
    return switch (format.units()) {
      case SENTENCES -> List.of(text);
      case PARAGRAPHS -> splitter.split(text, ENGLISH).stream().map(Sentence::text).toList();
      case LOWER_CASED_PARAGRAPHS -> LowerCasedSentences.split(text);
    };
  }

  private static long backslashes(String text) {
    return text.chars().filter(c -> c == '\\').count();
  }

  private void drop(String what) {
    dropped.merge(what, 1L, Long::sum);
  }
}
