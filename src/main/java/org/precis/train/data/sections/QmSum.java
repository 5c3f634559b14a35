package org.precis.train.data.sections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.sections.RawDocument.RawSection;
import org.precis.train.data.sections.RawDocument.RawText;

/**
 * Rows of QMSum: meetings in turns, cut into topics. A topic is a section of its turns; turns of no
 * topic (greetings, mostly) are left out, and what two topics claim is the first one's.
 */
final class QmSum {
  /** What transcribers noted of noises and gaps. */
  private static final String NOTES = "\\{[a-z]+}|\\[[A-Z][a-z]+\\.]";

  private QmSum() {}

  /** The meeting with what answers the question for the whole of it; no alignment is known. */
  static RawDocument general(JsonNode row) {
    JsonNode whole = Formats.list(row, "general_query_list").path(0);
    return document(row, topics(row), List.of(new RawText(whole.path("answer").asText())));
  }

  /**
   * The meeting with the answers to all questions about parts of it, in the order of these parts;
   * an answer's sentences belong to the topic with most of the turns that it was written from.
   */
  static RawDocument specific(JsonNode row) {
    List<BitSet> topics = topics(row);
    int count = Formats.list(row, "meeting_transcripts").size();
    record Answer(BitSet turns, String text) {}
    List<Answer> answers = new ArrayList<>();
    for (JsonNode query : Formats.list(row, "specific_query_list")) {
      answers.add(new Answer(turns(query, count), query.path("answer").asText()));
    }
    answers.sort(Comparator.comparingInt(answer -> first(answer.turns())));
    return document(
        row,
        topics,
        answers.stream()
            .map(answer -> new RawText(answer.text(), topic(answer.turns(), topics)))
            .toList());
  }

  private static RawDocument document(JsonNode row, List<BitSet> topics, List<RawText> summary) {
    JsonNode turns = Formats.list(row, "meeting_transcripts");
    JsonNode list = row.path("topic_list");
    List<RawSection> sections = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      List<String> texts = topics.get(i).stream().mapToObj(turns::path).map(QmSum::text).toList();
      sections.add(new RawSection(list.path(i).path("topic").asText(), texts));
    }
    return new RawDocument(row.path("id").asText(), sections, summary);
  }

  private static String text(JsonNode turn) {
    String said = turn.path("content").asText().replaceAll(NOTES, " ").strip();
    return said.isEmpty() ? "" : turn.path("speaker").asText() + ": " + said;
  }

  private static List<BitSet> topics(JsonNode row) {
    int count = Formats.list(row, "meeting_transcripts").size();
    BitSet taken = new BitSet();
    List<BitSet> topics = new ArrayList<>();
    for (JsonNode topic : Formats.list(row, "topic_list")) {
      BitSet turns = turns(topic, count);
      turns.andNot(taken);
      taken.or(turns);
      topics.add(turns);
    }
    return topics;
  }

  /** The turns of spans, whose ends belong to them. */
  private static BitSet turns(JsonNode spanned, int count) {
    BitSet turns = new BitSet(count);
    for (JsonNode span : Formats.list(spanned, "relevant_text_span")) {
      int first = span.path(0).asInt(-1);
      int last = span.path(1).asInt(-1);
      if (first < 0 || last < first || last >= count) {
        throw new IllegalArgumentException(
            "the span %s is none of a meeting of %d turns".formatted(span, count));
      }
      turns.set(first, last + 1);
    }
    return turns;
  }

  /** The first turn; those of no turn come last. */
  private static int first(BitSet turns) {
    return turns.isEmpty() ? Integer.MAX_VALUE : turns.nextSetBit(0);
  }

  /** The topic with most of the turns, the first on a tie; unknown where none has any. */
  private static int topic(BitSet turns, List<BitSet> topics) {
    int found = SectionedExample.UNKNOWN;
    int most = 0;
    for (int i = 0; i < topics.size(); i++) {
      int common = common(topics.get(i), turns);
      if (common > most) {
        most = common;
        found = i;
      }
    }
    return found;
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }
}
