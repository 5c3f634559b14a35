package org.precis.summarize;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.precis.decode.DecodeOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
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
  private final ConcurrentHashMap<String, Flight> flights = new ConcurrentHashMap<>();

  private SummaryEngine(EngineConfig config, LanguageTools tools, Supplier<LoadedModel> source) {
    this.config = config;
    this.cache = new SummaryCache(config.cacheMegabytes());
    this.answers = new ExtractiveAnswers(config, tools, cache, counters);
    this.slot = new ModelSlot(config, tools, source);
    this.queue = new FlightQueue(config.queue(), config.batchSize(), config.batchTokens());
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
    return ModelLoader.load(Path.of(config.model()), config.device(), options);
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
      case SECTIONS -> fallback(request, Reasons.UNSUPPORTED_MODE);
      case AUTO ->
          config.hasModel() ? byModel(request) : new ReadyJob(() -> answers.extractive(request));
      case CROSSLINGUAL -> byModel(request);
    };
  }

  private SummaryJob byModel(SummaryRequest request) {
    return slot.apply(model -> byModel(request, model))
        .orElseGet(() -> fallback(request, slot.absence()));
  }

  private SummaryJob byModel(SummaryRequest request, ModelSummarizer model) {
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
      Optional<Summary> cached = cache.get(key);
      if (cached.isPresent()) {
        counters.cacheHits.increment();
        Summary summary = cached.get().with(Summary.Status.OK, "", config.name());
        return new ReadyJob(() -> summary);
      }
      if (use == CacheUse.ONLY) {
        return fallback(request, Reasons.CACHE_MISS);
      }
    }
    return fly(request, model, options, key);
  }

  /** Joins the flight of an equal request, or starts one. */
  private SummaryJob fly(
      SummaryRequest request, ModelSummarizer model, DecodeOptions options, String key) {
    boolean shared = request.options().cache() == CacheUse.TRUE;
    if (shared) {
      Flight known = flights.get(key);
      if (known != null && known.join(request.deadlineNanos())) {
        return new ModelJob(request, known, queue, answers);
      }
    }
    SourceText source;
    try {
      source = model.read(request.document());
    } catch (RuntimeException unreadable) {
      return fallback(request, Reasons.of(unreadable));
    }
    long deadline = request.deadlineNanos();
    if (!shared) {
      Flight alone = new Flight(key, source, options, deadline, (flight, outcome) -> {});
      enqueue(alone);
      return new ModelJob(request, alone, queue, answers);
    }
    Flight mine = new Flight(key, source, options, deadline, this::land);
    Flight flight =
        flights.compute(key, (k, other) -> other != null && other.join(deadline) ? other : mine);
    if (flight == mine) {
      // An equal flight that has landed since the first look has left its summary in the cache.
      cache.get(key).map(Outcome::of).ifPresentOrElse(mine::complete, () -> enqueue(mine));
    }
    return new ModelJob(request, flight, queue, answers);
  }

  private void enqueue(Flight flight) {
    if (!queue.offer(flight)) {
      flight.complete(Outcome.failed(queue.isClosed() ? Reasons.CLOSED : Reasons.BUSY));
    }
  }

  /** Leaves the summary in the cache before the flight can no longer be joined. */
  private void land(Flight flight, Outcome outcome) {
    outcome.summary().ifPresent(summary -> cache.put(flight.key(), summary));
    flights.remove(flight.key(), flight);
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
    slot.close();
  }
}
