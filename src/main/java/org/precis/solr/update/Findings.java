package org.precis.solr.update;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What befell one document on its way into the index: steps that failed, and what was done to it
 * that its sender may not expect. Not thread-safe.
 */
final class Findings {
  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  /** An error field is read by people; the log has the whole story. */
  private static final int MAX_MESSAGE_LENGTH = 300;

  private static final String SEPARATOR = "; ";

  private final String id;
  private final DocumentMetrics metrics;
  private final Map<Step, String> errors = new EnumMap<>(Step.class);
  private final List<String> notes = new ArrayList<>();

  /**
   * No findings yet.
   *
   * @param id the document's unique key, for the log
   */
  Findings(String id, DocumentMetrics metrics) {
    this.id = id;
    this.metrics = metrics;
  }

  /**
   * The result of an action, or of another where it fails. Whatever the document contains, it must
   * not be lost; therefore errors of the JVM that a hostile document can bring about count too.
   */
  <T> T attempt(Step step, Supplier<T> action, Supplier<T> otherwise) {
    try {
      return action.get();
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failed(step, e);
      return otherwise.get();
    }
  }

  /** A step failed: counted, logged, and said in the document. */
  void failed(Step step, Throwable cause) {
    metrics.failed(step);
    log.warn(
        "Document {}: step '{}' failed, {}; it is indexed all the same",
        id,
        step.label(),
        step.consequence(),
        cause);
    add(step, cause.toString());
  }

  /** A step could not do what it was asked for. */
  void failed(Step step, String reason) {
    metrics.failed(step);
    log.warn("Document {}: step '{}' failed, {}: {}", id, step.label(), step.consequence(), reason);
    add(step, reason);
  }

  private void add(Step step, String reason) {
    errors.merge(
        step,
        IndexableText.shortened(IndexableText.of(reason), MAX_MESSAGE_LENGTH),
        (one, other) -> one + ", " + other);
  }

  /** Something that the sender may want to know. */
  void note(String text) {
    log.info("Document {}: {}", id, text);
    notes.add(IndexableText.shortened(IndexableText.of(text), MAX_MESSAGE_LENGTH));
  }

  /** The failed steps, each with its reason; empty if there are none. */
  String errors() {
    return String.join(
        SEPARATOR,
        errors.entrySet().stream().map(e -> e.getKey().label() + ": " + e.getValue()).toList());
  }

  /** The notes; empty if there are none. */
  String notes() {
    return String.join(SEPARATOR, notes);
  }
}
