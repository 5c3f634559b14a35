package org.precis.summarize;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.precis.decode.DecodeOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.summarize.section.PlannedSection;
import org.precis.summarize.section.SectionCounter;
import org.precis.summarize.section.SectionPlan;
import org.precis.text.Document;
import org.precis.text.OpenNlpLanguageDetector;
import org.precis.text.sentence.MultilingualSentenceSplitter;

/**
 * Makes summaries: a bounded queue, batches by length, deadlines, one computation for equal
 * requests, a cache. Thread-safe. One engine owns its model; closing frees it.
 *
 * <p>The queue is for the model alone. Extractive summaries take milliseconds and are made on the
 * caller's thread.
 */
public final class SummaryEngine implements Closeable {
  private final EngineConfig config;
  private final EngineCounters counters = new EngineCounters();
  private final SummaryCache cache;
  private final ExtractiveAnswers answers;
  private final ModelSlot slot;
  private final FlightQueue queue;
  private final EngineWorkers workers;
  private final Flights flights;
  private final SectionAnswers sections;
  private final PlanWorkers planners;

  private SummaryEngine(EngineConfig config, LanguageTools tools, Supplier<LoadedModel> source) {
    this.config = config;
    this.cache = new SummaryCache(config.cacheMegabytes());
    this.answers = new ExtractiveAnswers(config, tools, cache, counters);
    this.sections = new SectionAnswers(config, tools, cache, counters);
    this.slot = new ModelSlot(config, tools, source);
    this.queue = new FlightQueue(config.queue(), config.batchSize(), config.batchTokens());
    this.planners = new PlanWorkers(config);
    this.flights = new Flights(cache, queue);
    this.workers = new EngineWorkers(config, queue, slot, counters);
  }

  /**
   * Opens an engine. Never fails because of a model, and does not wait for it: an engine whose
   * model is not there answers with fallbacks, and its status says why.
   */
  public static SummaryEngine open(EngineConfig config) {
    return open(config, () -> load(config));
  }

  private static LoadedModel load(EngineConfig config) {
    LoadOptions options = new LoadOptions(true, config.threads(), Optional.of(config.serving()));
    return ModelLoader.load(Path.of(config.model()), config.device(), options, config.outputs());
  }

  /**
   * Opens an engine over a model from elsewhere.
   *
   * @param source makes the model, which then belongs to the engine; not called unless the
   *     configuration {@link EngineConfig#hasModel names one}
   */
  public static SummaryEngine open(EngineConfig config, Supplier<LoadedModel> source) {
    LanguageTools tools =
        new LanguageTools(new MultilingualSentenceSplitter(), new OpenNlpLanguageDetector());
    return new SummaryEngine(config, tools, source);
  }

  /** The engine's configuration. */
  public EngineConfig config() {
    return config;
  }

  /**
   * Waits until the model is loaded or has turned out to be unusable, for those who have the time.
   *
   * @return false if that takes longer than {@code timeout}
   */
  public boolean awaitModel(Duration timeout) throws InterruptedException {
    return slot.await(timeout.toNanos());
  }

  /**
   * Starts a summary. Never blocks and never throws for a full queue or a missing model: the
   * summary says what happened.
   */
  public SummaryJob submit(SummaryRequest request) {
    counters.requests.increment();
    Optional<String> skip =
        SourceCheck.reasonToSkip(request.document(), config.minSourceCharacters());
    if (skip.isPresent()) {
      return new ReadyJob(() -> answers.skipped(request, skip.get()));
    }
    return switch (request.options().mode()) {
      case EXTRACTIVE -> new ReadyJob(() -> answers.extractive(request));
      case SECTIONS -> bySections(request);
      case AUTO -> byItself(request);
      case CROSSLINGUAL -> byModel(request);
    };
  }

  /** The kind of summary that suits the document. */
  private SummaryJob byItself(SummaryRequest request) {
    if (config.sections().isDue(request.document())) {
      return bySections(request);
    }
    return config.hasModel() ? byModel(request) : new ReadyJob(() -> answers.extractive(request));
  }

  private SummaryJob byModel(SummaryRequest request) {
    return slot.apply(model -> byModel(request, model))
        .orElseGet(() -> fallback(request, slot.absence()));
  }

  private SummaryJob byModel(SummaryRequest request, ModelSummarizer model) {
    if (!model.reads(request.document())) {
      return fallback(request, Reasons.LANGUAGE);
    }
    DecodeOptions options;
    try {
      options = model.decodeOptions(request.options());
    } catch (IllegalArgumentException unfit) {
      return fallback(request, Reasons.OPTIONS);
    }
    String key =
        SummaryKey.of("model", model.identity() + "|" + options.toString(), request.document());
    CacheUse use = request.options().cache();
    if (use != CacheUse.FALSE) {
      Optional<Summary> cached = cached(key);
      if (cached.isPresent()) {
        return new ReadyJob(cached::get);
      }
      if (use == CacheUse.ONLY) {
        return fallback(request, Reasons.CACHE_MISS);
      }
    }
    Flights.Order order =
        new Flights.Order(
            key, () -> model.read(request.document()), options, request.deadlineNanos(), request);
    return new ModelJob(request, flights.fly(order, use == CacheUse.TRUE), answers);
  }

  private SummaryJob bySections(SummaryRequest request) {
    if (!config.hasModel()) {
      return new ReadyJob(() -> sections.extractive(request));
    }
    return slot.apply(model -> bySections(request, model))
        .orElseGet(() -> new ReadyJob(() -> sections.fallback(request, slot.absence())));
  }

  private SummaryJob bySections(SummaryRequest request, ModelSummarizer model) {
    if (!model.reads(request.document())) {
      return new ReadyJob(() -> sections.fallback(request, Reasons.LANGUAGE));
    }
    DecodeOptions options;
    try {
      options = model.sectionOptions(request.options());
    } catch (IllegalArgumentException unfit) {
      return new ReadyJob(() -> sections.fallback(request, Reasons.OPTIONS));
    }
    CacheUse use = request.options().cache();
    String key = sections.key(request, model.identity() + "|" + options);
    Optional<Summary> cached = use == CacheUse.FALSE ? Optional.empty() : cached(key);
    if (cached.isPresent()) {
      return new ReadyJob(cached::get);
    }
    if (model.counter().isEmpty()) {
      return bySections(request, model, options, key, sections.plan(request));
    }
    if (use == CacheUse.ONLY) {
      return new ReadyJob(() -> sections.fallback(request, Reasons.CACHE_MISS));
    }
    Function<String, Summary> fallback = reason -> sections.fallback(request, reason);
    return new PlannedJob(
        planners.submit(
            () -> counted(request, options, key),
            reason -> new ReadyJob(() -> fallback.apply(reason))),
        request.deadlineNanos(),
        fallback);
  }

  /** The job with counts that the model makes now. */
  private SummaryJob counted(SummaryRequest request, DecodeOptions options, String key) {
    return slot.apply(
            model -> {
              SectionCounter counter = model.counter().orElseThrow();
              SectionPlan plan = sections.plan(request, counter);
              return bySections(request, model, options, key, plan);
            })
        .orElseGet(() -> new ReadyJob(() -> sections.fallback(request, slot.absence())));
  }

  private SummaryJob bySections(
      SummaryRequest request,
      ModelSummarizer model,
      DecodeOptions options,
      String key,
      SectionPlan plan) {
    CacheUse use = request.options().cache();
    List<FlightWait> waits = new ArrayList<>();
    for (PlannedSection section : plan.sections()) {
      waits.add(fly(request, section, model, options, plan));
    }
    return new SectionsJob(
        request,
        plan,
        waits,
        new SectionsJob.Answering(
            config,
            sections,
            counters,
            model::unsupported,
            made -> {
              if (use == CacheUse.TRUE) {
                cache.put(key, made);
              }
            }));
  }

  /** A section is summarised as if it were alone, so that whoever has it too has its summary. */
  private FlightWait fly(
      SummaryRequest request,
      PlannedSection section,
      ModelSummarizer model,
      DecodeOptions options,
      SectionPlan plan) {
    Document alone = section.alone(request.document().language());
    String settings = String.join("|", model.identity(), options.toString());
    Flights.Order order =
        new Flights.Order(
            SummaryKey.of("section", settings + "|" + section.sentences(), alone),
            () -> model.readSection(alone, section.sentences()),
            options,
            request.deadlineNanos(),
            plan);
    CacheUse use = request.options().cache();
    if (use != CacheUse.FALSE) {
      Optional<Summary> cached = cached(order.key());
      if (cached.isPresent()) {
        return flights.over(order, Outcome.of(cached.get()));
      }
      if (use == CacheUse.ONLY) {
        return flights.over(order, Outcome.failed(Reasons.CACHE_MISS));
      }
    }
    return flights.fly(order, use == CacheUse.TRUE);
  }

  /** A summary out of the cache, as this engine's answer. */
  private Optional<Summary> cached(String key) {
    Optional<Summary> cached = cache.get(key);
    cached.ifPresent(summary -> counters.cacheHits.increment());
    return cached.map(summary -> summary.with(Summary.Status.OK, "", config.name()));
  }

  private SummaryJob fallback(SummaryRequest request, String reason) {
    return new ReadyJob(() -> answers.fallback(request, reason));
  }

  /** What the engine does now. */
  public EngineStatus status() {
    Optional<ModelSummarizer> model = slot.model();
    return new EngineStatus(
        config.name(),
        model.map(ModelSummarizer::label).orElse(""),
        model.map(ModelSummarizer::tokenizerLabel).orElse(""),
        model.map(ModelSummarizer::device).orElse(""),
        model.map(ModelSummarizer::outputsLabel).orElse(""),
        slot.error(),
        queue.size(),
        config.queue(),
        counters.running.get(),
        counters.requests.sum(),
        counters.modelSummaries.sum(),
        counters.fallbacks.sum(),
        counters.timeouts.sum(),
        counters.rejected.sum(),
        counters.errors.sum(),
        counters.cacheHits.sum(),
        cache.entries(),
        cache.bytes());
  }

  /** Answers what still waits with the fallback, stops running work, frees the model. */
  @Override
  public void close() {
    queue.close().forEach(flight -> flight.complete(Outcome.failed(Reasons.CLOSED)));
    workers.close();
    planners.close();
    slot.close();
  }
}
