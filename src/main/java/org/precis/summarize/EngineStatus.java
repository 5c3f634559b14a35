package org.precis.summarize;

/**
 * A snapshot of an engine for its operator.
 *
 * @param name the engine's name
 * @param model name and shortened hash of the model; empty if it has none
 * @param tokenizer shortened hash of the tokenizer; empty if it has none
 * @param device where the model runs; empty if it has none
 * @param outputs which tokens the model may decode: {@code all}, or how many of how many, and the
 *     start of their hash; empty if it has none
 * @param error why the model could not be loaded; empty if it could
 * @param queued jobs that wait
 * @param queueCapacity how many may wait
 * @param running jobs under way
 * @param requests summaries asked for
 * @param modelSummaries summaries that the model made
 * @param fallbacks summaries that were answered by a fallback
 * @param timeouts fallbacks because of a deadline
 * @param rejected fallbacks because the queue was full
 * @param errors fallbacks because something failed
 * @param cacheHits summaries from the cache
 * @param cacheEntries entries of the cache
 * @param cacheBytes estimated size of the cache in bytes
 */
public record EngineStatus(
    String name,
    String model,
    String tokenizer,
    String device,
    String outputs,
    String error,
    int queued,
    int queueCapacity,
    int running,
    long requests,
    long modelSummaries,
    long fallbacks,
    long timeouts,
    long rejected,
    long errors,
    long cacheHits,
    long cacheEntries,
    long cacheBytes) {}
