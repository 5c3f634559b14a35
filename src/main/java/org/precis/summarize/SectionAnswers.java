package org.precis.summarize;

import java.util.List;
import java.util.Optional;
import org.precis.summarize.SectionSettings.Counter;
import org.precis.summarize.section.FittedCounter;
import org.precis.summarize.section.HeadingCounter;
import org.precis.summarize.section.PlannedSection;
import org.precis.summarize.section.SectionCounter;
import org.precis.summarize.section.SectionPlan;
import org.precis.summarize.section.SectionPlanner;
import org.precis.summarize.section.ShapeCounter;
import org.precis.summarize.source.Extract;
import org.precis.summarize.source.ExtractiveSummarizer;
import org.precis.summarize.source.LeadSummarizer;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;

/**
 * Plans summaries by sections, and makes what needs no model: the best or the first sentences of
 * each section, on the calling thread. Immutable and thread-safe.
 */
final class SectionAnswers {
  private final EngineConfig config;
  private final ExtractiveSummarizer extractive;
  private final LeadSummarizer lead;
  private final SectionPlanner planner;
  private final SummaryCache cache;
  private final EngineCounters counters;

  SectionAnswers(
      EngineConfig config, LanguageTools tools, SummaryCache cache, EngineCounters counters) {
    this.config = config;
    this.extractive = new ExtractiveSummarizer(tools.splitter());
    this.lead = new LeadSummarizer(tools.splitter());
    SectionCounter counter =
        config.sections().counter() == Counter.HEADINGS ? new HeadingCounter() : new ShapeCounter();
    this.planner = new SectionPlanner(counter, config.sections().maxSections());
    this.cache = cache;
    this.counters = counters;
  }

  /** What the summary shall consist of. */
  SectionPlan plan(SummaryRequest request) {
    return planner.plan(request.document(), sentences(request), request.focus());
  }

  /**
   * The plan with counts that a model has learned, within the request's and the engine's limits.
   */
  SectionPlan plan(SummaryRequest request, SectionCounter learned) {
    boolean exact = request.options().sectionSentences() != SummaryOptions.BY_LENGTH;
    return new SectionPlanner(new FittedCounter(learned, exact), config.sections().maxSections())
        .plan(
            request.document(),
            exact ? request.options().sectionSentences() : config.caps().sentences(),
            request.focus());
  }

  private int sentences(SummaryRequest request) {
    int wanted = request.options().sectionSentences();
    return wanted == SummaryOptions.BY_LENGTH
        ? config.sections().sentences(request.document(), config.caps().sentences())
        : wanted;
  }

  /**
   * The key of a summary by sections.
   *
   * @param settings everything besides plan and document that decides it
   */
  String key(SummaryRequest request, String settings) {
    String plan =
        String.join(
            "|",
            planner.identity(),
            Integer.toString(request.options().sectionSentences()),
            request.focus());
    return SummaryKey.of("sections", settings + "|" + plan, request.document());
  }

  /** The extractive summary by sections that was asked for. */
  Summary extractive(SummaryRequest request) {
    CacheUse use = request.options().cache();
    String key = key(request, "extractive");
    Optional<Summary> cached = use == CacheUse.FALSE ? Optional.empty() : cache.get(key);
    if (cached.isPresent()) {
      counters.cacheHits.increment();
      return cached.get().with(Summary.Status.OK, "", config.name());
    }
    SectionPlan plan = plan(request);
    SectionSummary summary = new SectionSummary(request, config);
    addOwn(summary, plan, plan.sections(), Fallback.EXTRACTIVE, "");
    Summary made = summary.build();
    if (use == CacheUse.TRUE) {
      cache.put(key, made);
    }
    return made;
  }

  /** What the request wants of all sections instead of the model's sentences. */
  Summary fallback(SummaryRequest request, String reason) {
    counters.fellBack(reason);
    SectionPlan plan = plan(request);
    SectionSummary summary = new SectionSummary(request, config);
    addOwn(summary, plan, plan.sections(), request.options().fallback(), reason);
    return summary.build();
  }

  /** Adds a document's own sentences to some sections of its summary. */
  void addOwn(
      SectionSummary summary,
      SectionPlan plan,
      List<PlannedSection> sections,
      Fallback kind,
      String reason) {
    switch (kind) {
      case EXTRACTIVE -> {
        int[] quotas = new int[plan.document().sections().size()];
        sections.forEach(section -> quotas[section.index()] = section.sentences());
        Extract extract = extractive.summarize(plan.document(), quotas);
        List<SummarySentence> all = extract.sentences();
        summary.leftUnread((1 - extract.coverage()) * plan.document().textLength());
        for (PlannedSection section : sections) {
          summary.addOwn(
              section,
              all.stream().filter(sentence -> sentence.section() == section.index()).toList(),
              Summary.Source.EXTRACTIVE,
              reason);
        }
      }
      case LEAD -> sections.forEach(section -> addLead(summary, plan, section, reason));
      case NONE ->
          sections.forEach(
              section -> summary.addOwn(section, List.of(), Summary.Source.NONE, reason));
    }
  }

  /** Adds the first sentences of a section. */
  private void addLead(
      SectionSummary summary, SectionPlan plan, PlannedSection section, String reason) {
    Document alone = section.alone(plan.document().language());
    Extract extract = lead.summarize(alone, section.sentences());
    summary.leftUnread((1 - extract.coverage()) * alone.textLength());
    List<SummarySentence> sentences =
        extract.sentences().stream()
            .map(
                sentence ->
                    new SummarySentence(
                        sentence.text(),
                        section.index(),
                        sentence.evidence().stream().map(section::toSource).toList()))
            .toList();
    summary.addOwn(section, sentences, Summary.Source.LEAD, reason);
  }
}
