package org.precis.solr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.precis.summarize.Summary;
import org.precis.summarize.SummarySection;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.Span;

/**
 * Writes summaries as the values that every response writer of Solr understands. Only what there is
 * to say is written. Stateless.
 */
final class SummaryEntry {
  /** Name of the section of the response. */
  static final String SECTION = "summaries";

  /** Reason of a hit beyond {@code summarize.rows}. */
  static final String BEYOND_ROWS = "rows";

  /** Reason of a hit without stored text. */
  static final String NO_TEXT = "no_text";

  /** Reason of a hit whose request ran out of time before it was looked at. */
  static final String TIMEOUT = "timeout";

  /** Reason of a hit whose shard has not answered. */
  static final String UNAVAILABLE = "unavailable";

  /** Reason of a hit that something unexpected happened to; the log says what. */
  static final String INTERNAL = "internal";

  private static final String STATUS = "status";
  private static final String REASON = "reason";

  private SummaryEntry() {}

  /** No summary, and none was due. */
  static NamedList<Object> skipped(String reason) {
    return without(Summary.Status.SKIPPED, reason);
  }

  /** No summary, though one was due. */
  static NamedList<Object> failed(String reason) {
    return without(Summary.Status.ERROR, reason);
  }

  private static NamedList<Object> without(Summary.Status status, String reason) {
    NamedList<Object> entry = new SimpleOrderedMap<>();
    entry.add(STATUS, name(status));
    entry.add(REASON, reason);
    return entry;
  }

  /** A hit's summary. */
  static NamedList<Object> of(Hit hit, Summary summary, boolean evidence) {
    NamedList<Object> entry = new SimpleOrderedMap<>();
    entry.add(STATUS, name(summary.status()));
    addText(entry, REASON, summary.reason());
    addText(entry, "text", summary.text());
    addLanguage(entry, "sourceLang", summary.sourceLanguage());
    if (!summary.text().isEmpty()) {
      addLanguage(entry, "lang", summary.language());
      addText(entry, "engine", summary.engine());
      addText(entry, "model", summary.model());
      entry.add("source", name(summary.source()));
      entry.add("truncated", summary.truncated());
      entry.add("coverage", summary.coverage());
      entry.add("time", summary.timeMillis());
    }
    addAll(
        entry,
        "sentences",
        summary.sentences().stream().map(s -> sentence(hit, s, evidence)).toList());
    addAll(entry, "sections", summary.sections().stream().map(s -> section(hit, s)).toList());
    addAll(entry, "unsupported", summary.unsupported());
    return entry;
  }

  private static NamedList<Object> sentence(Hit hit, SummarySentence sentence, boolean evidence) {
    NamedList<Object> entry = new SimpleOrderedMap<>();
    entry.add("text", sentence.text());
    if (sentence.section() >= 0) {
      entry.add("section", hit.sectionId(sentence.section()));
    }
    if (evidence) {
      List<NamedList<Object>> places = new ArrayList<>();
      for (Span span : sentence.evidence()) {
        hit.parts().places(span).forEach(place -> places.add(place(place)));
      }
      addAll(entry, "evidence", places);
    }
    return entry;
  }

  private static NamedList<Object> place(StoredParts.Place place) {
    NamedList<Object> entry = new SimpleOrderedMap<>();
    addText(entry, "doc", place.document());
    entry.add("field", place.field());
    if (place.value() > 0) {
      entry.add("value", place.value());
    }
    entry.add("start", place.start());
    entry.add("end", place.end());
    return entry;
  }

  private static NamedList<Object> section(Hit hit, SummarySection section) {
    NamedList<Object> entry = new SimpleOrderedMap<>();
    entry.add("id", hit.sectionId(section.section()));
    addText(entry, "heading", section.heading());
    entry.add("count", section.count());
    if (section.merged() > 1) {
      entry.add("merged", section.merged());
    }
    entry.add("source", name(section.source()));
    addText(entry, REASON, section.reason());
    addLanguage(entry, "lang", section.language());
    addAll(entry, "sentences", section.sentences());
    return entry;
  }

  private static void addText(NamedList<Object> entry, String name, String value) {
    if (!value.isEmpty()) {
      entry.add(name, value);
    }
  }

  private static void addLanguage(NamedList<Object> entry, String name, String tag) {
    if (!tag.equals(Document.UNDETERMINED)) {
      addText(entry, name, tag);
    }
  }

  private static void addAll(NamedList<Object> entry, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      entry.add(name, values);
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
