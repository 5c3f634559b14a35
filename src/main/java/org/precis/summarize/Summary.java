package org.precis.summarize;

import java.util.List;
import org.precis.summarize.source.SummarySentence;

/**
 * The answer for one document. Immutable, so that it can be cached and shared.
 *
 * @param status what became of it
 * @param source where the text comes from; {@link Source#NONE} if there is no text
 * @param reason why the status is not {@link Status#OK}, as a token such as {@code timeout}; empty
 *     if it is
 * @param text the summary; empty if there is none
 * @param sourceLanguage BCP 47 tag of the document
 * @param language BCP 47 tag of the summary
 * @param engine the engine's name
 * @param model name and shortened hash of the model, as in {@code mt5-base@9f31c0de}; empty if none
 *     was used
 * @param truncated true if the model did not read the whole document
 * @param coverage fraction of the document's characters that was read, from 0 to 1
 * @param timeMillis time it took to compute, without waiting in the queue
 * @param sentences the text, sentence by sentence
 * @param sections sections that the sentences belong to; empty unless asked for
 * @param unsupported numbers in the text that the document does not contain
 */
public record Summary(
    Status status,
    Source source,
    String reason,
    String text,
    String sourceLanguage,
    String language,
    String engine,
    String model,
    boolean truncated,
    double coverage,
    long timeMillis,
    List<SummarySentence> sentences,
    List<SummarySection> sections,
    List<String> unsupported) {

  /** What became of a summary. */
  public enum Status {
    /** As asked for. */
    OK,
    /** Some sections as asked for, the others cheaper; they and the reason say why. */
    PARTIAL,
    /** Something cheaper than what was asked for; the reason says why. */
    FALLBACK,
    /** No summary, and none was due: too short, empty, beyond the first rows. */
    SKIPPED,
    /** No summary, though one was due; the reason says why. */
    ERROR
  }

  /** Where a summary's text comes from. */
  public enum Source {
    /** No text. */
    NONE,
    /** A field of the index, written when the document was indexed. */
    STORED,
    /** The cache; first made by the model or the extractive summariser. */
    CACHE,
    /** The model, now. */
    MODEL,
    /** The document's own best sentences. */
    EXTRACTIVE,
    /** The document's first sentences. */
    LEAD
  }

  public Summary {
    sentences = List.copyOf(sentences);
    sections = List.copyOf(sections);
    unsupported = List.copyOf(unsupported);
  }

  /** The same summary, out of the cache: it cost nothing now. */
  Summary asCached() {
    return new Summary(
        status,
        Source.CACHE,
        reason,
        text,
        sourceLanguage,
        language,
        engine,
        model,
        truncated,
        coverage,
        0,
        sentences,
        sections,
        unsupported);
  }

  /** The same summary as another answer. */
  Summary with(Status newStatus, String newReason, String newEngine) {
    return new Summary(
        newStatus,
        source,
        newReason,
        text,
        sourceLanguage,
        language,
        newEngine,
        model,
        truncated,
        coverage,
        timeMillis,
        sentences,
        sections,
        unsupported);
  }
}
