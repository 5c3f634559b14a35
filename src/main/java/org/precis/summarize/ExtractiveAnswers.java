package org.precis.summarize;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.precis.summarize.source.Extract;
import org.precis.summarize.source.ExtractiveSummarizer;
import org.precis.summarize.source.LeadSummarizer;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;

/**
 * Answers that need no model: extractive and lead summaries, skips, and fallbacks made of them.
 * They are computed on the calling thread. Thread-safe.
 */
final class ExtractiveAnswers {
  private final EngineConfig config;
  private final ExtractiveSummarizer extractive;
  private final LeadSummarizer lead;
  private final SummaryCache cache;
  private final EngineCounters counters;

  ExtractiveAnswers(
      EngineConfig config, LanguageTools tools, SummaryCache cache, EngineCounters counters) {
    this.config = config;
    this.extractive = new ExtractiveSummarizer(tools.splitter());
    this.lead = new LeadSummarizer(tools.splitter());
    this.cache = cache;
    this.counters = counters;
  }

  /** The extractive summary that was asked for. */
  Summary extractive(SummaryRequest request) {
    return extractive(request, Summary.Status.OK, "");
  }

  /** No summary, and none was due. */
  Summary skipped(SummaryRequest request, String reason) {
    return without(request, Summary.Status.SKIPPED, reason);
  }

  /** What the request wants instead of the model's summary. */
  Summary fallback(SummaryRequest request, String reason) {
    counters.fellBack(reason);
    return switch (request.options().fallback()) {
      case EXTRACTIVE -> extractive(request, Summary.Status.FALLBACK, reason);
      case LEAD ->
          summary(
              request,
              Summary.Status.FALLBACK,
              Summary.Source.LEAD,
              reason,
              () -> lead.summarize(request.document(), request.options().sentences()));
      case NONE -> without(request, Summary.Status.ERROR, reason);
    };
  }

  private Summary extractive(SummaryRequest request, Summary.Status status, String reason) {
    Document document = request.document();
    int sentences = request.options().sentences();
    CacheUse use = request.options().cache();
    String key = SummaryKey.of("extractive", Integer.toString(sentences), document);
    Optional<Summary> cached = use == CacheUse.FALSE ? Optional.empty() : cache.get(key);
    if (cached.isPresent()) {
      counters.cacheHits.increment();
      return cached.get().with(status, reason, config.name());
    }
    Summary made =
        summary(
            request,
            status,
            Summary.Source.EXTRACTIVE,
            reason,
            () -> extractive.summarize(document, sentences));
    if (use == CacheUse.TRUE) {
      cache.put(key, made.with(Summary.Status.OK, "", config.name()));
    }
    return made;
  }

  private Summary summary(
      SummaryRequest request,
      Summary.Status status,
      Summary.Source source,
      String reason,
      Supplier<Extract> maker) {
    long start = System.nanoTime();
    Extract extract = maker.get();
    long millis = (System.nanoTime() - start) / 1_000_000;
    List<String> texts = extract.sentences().stream().map(SummarySentence::text).toList();
    String language = request.document().language();
    return new Summary(
        status,
        source,
        reason,
        String.join(" ", texts),
        language,
        language,
        config.name(),
        "",
        extract.coverage() < 1,
        extract.coverage(),
        millis,
        extract.sentences(),
        List.of(),
        List.of());
  }

  private Summary without(SummaryRequest request, Summary.Status status, String reason) {
    return new Summary(
        status,
        Summary.Source.NONE,
        reason,
        "",
        request.document().language(),
        Document.UNDETERMINED,
        config.name(),
        "",
        false,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }
}
