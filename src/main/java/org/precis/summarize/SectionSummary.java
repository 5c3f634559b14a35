package org.precis.summarize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.precis.summarize.section.PlannedSection;
import org.precis.summarize.section.TrigramBlocking;
import org.precis.summarize.source.SummarySentence;

/**
 * Puts a summary together from those of sections, which may come in any order; they are shown in
 * the order of the source. Of a model's sentences, one that repeats three words of an earlier one
 * is dropped. Not thread-safe.
 */
final class SectionSummary {
  private final SummaryRequest request;
  private final EngineConfig config;
  private final Map<Integer, Part> parts = new TreeMap<>();
  private final long start = System.nanoTime();
  private String model = "";
  private long modelMillis;
  private double unread;

  SectionSummary(SummaryRequest request, EngineConfig config) {
    this.request = request;
    this.config = config;
  }

  /** What a section has to say. Places are those of the whole document. */
  private record Part(
      PlannedSection section,
      List<SummarySentence> sentences,
      Summary.Source source,
      String language,
      List<String> unsupported,
      String reason) {
    private boolean isModels() {
      return source == Summary.Source.MODEL || source == Summary.Source.CACHE;
    }
  }

  /** A section as the model, or the cache, has summarised it alone. */
  void addModels(PlannedSection section, Summary summary) {
    List<SummarySentence> sentences =
        summary.sentences().stream()
            .map(
                s ->
                    new SummarySentence(
                        s.text(),
                        section.first(),
                        s.evidence().stream().map(section::toSource).toList()))
            .toList();
    model = summary.model();
    modelMillis = Math.max(modelMillis, summary.timeMillis());
    leftUnread((1 - summary.coverage()) * section.section().text().length());
    parts.put(
        section.index(),
        new Part(
            section, sentences, summary.source(), summary.language(), summary.unsupported(), ""));
  }

  /** A section by its own sentences. */
  void addOwn(
      PlannedSection section,
      List<SummarySentence> sentences,
      Summary.Source source,
      String reason) {
    List<SummarySentence> placed =
        sentences.stream()
            .map(s -> new SummarySentence(s.text(), section.first(), s.evidence()))
            .toList();
    Summary.Source shown = placed.isEmpty() ? Summary.Source.NONE : source;
    parts.put(
        section.index(),
        new Part(section, placed, shown, request.document().language(), List.of(), reason));
  }

  /** So much of a section, or of all of them, was not looked at. */
  void leftUnread(double characters) {
    unread += characters;
  }

  /** Sentences of sections whose own text lacks a number of theirs; other sections may have it. */
  List<String> doubtfulSentences() {
    return parts.values().stream()
        .filter(part -> !part.unsupported().isEmpty())
        .flatMap(part -> part.sentences().stream())
        .map(SummarySentence::text)
        .toList();
  }

  /** The summary, if no number of it is in doubt. */
  Summary build() {
    return build(List.of());
  }

  /** The summary with those numbers that the whole document has not. */
  Summary build(List<String> unsupported) {
    TrigramBlocking blocking = new TrigramBlocking();
    boolean blocks = config.sections().trigramBlocking();
    List<SummarySentence> sentences = new ArrayList<>();
    List<SummarySection> sections = new ArrayList<>();
    Set<String> reasons = new LinkedHashSet<>();
    boolean anyModels = false;
    Summary.Source source = Summary.Source.NONE;
    for (Part part : parts.values()) {
      List<Integer> indexes = new ArrayList<>();
      for (SummarySentence sentence : part.sentences()) {
        if (!part.isModels() || !blocks || blocking.keeps(sentence.text())) {
          indexes.add(sentences.size());
          sentences.add(sentence);
        }
      }
      sections.add(shown(part, indexes));
      if (!part.reason().isEmpty()) {
        reasons.add(part.reason());
      }
      source = leading(source, part.source());
      anyModels |= part.isModels();
    }
    String reason = reasons.isEmpty() ? "" : reasons.iterator().next();
    Summary.Status status = status(reason, anyModels, sentences.isEmpty());
    int length = Math.max(1, request.document().textLength());
    double coverage = sentences.isEmpty() ? 0 : Math.max(0, 1 - unread / length);
    return new Summary(
        status,
        source,
        reason,
        String.join(" ", sentences.stream().map(SummarySentence::text).toList()),
        request.document().language(),
        anyModels ? config.language() : request.document().language(),
        config.name(),
        model,
        coverage < 1 && !sentences.isEmpty(),
        coverage,
        anyModels ? modelMillis : (System.nanoTime() - start) / 1_000_000,
        sentences,
        sections,
        unsupported);
  }

  /** What most honestly names the whole: the model if it said anything now, then the cache. */
  private static Summary.Source leading(Summary.Source one, Summary.Source other) {
    List<Summary.Source> order =
        List.of(
            Summary.Source.MODEL,
            Summary.Source.CACHE,
            Summary.Source.EXTRACTIVE,
            Summary.Source.LEAD,
            Summary.Source.NONE);
    return order.indexOf(other) < order.indexOf(one) ? other : one;
  }

  private static Summary.Status status(String reason, boolean anyModels, boolean empty) {
    if (reason.isEmpty()) {
      return Summary.Status.OK;
    }
    if (anyModels) {
      return Summary.Status.PARTIAL;
    }
    return empty ? Summary.Status.ERROR : Summary.Status.FALLBACK;
  }

  private SummarySection shown(Part part, List<Integer> indexes) {
    PlannedSection section = part.section();
    return new SummarySection(
        section.first(),
        section.merged(),
        section.section().heading(),
        section.count(),
        indexes,
        part.source(),
        part.language(),
        part.reason());
  }
}
