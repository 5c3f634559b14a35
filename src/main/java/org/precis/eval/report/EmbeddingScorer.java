package org.precis.eval.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.precis.eval.embedding.BertScore;
import org.precis.eval.embedding.Lase;
import org.precis.eval.embedding.MoverScore;

/**
 * The metrics that need an encoder.
 *
 * @param description which encoder, and how it is used; for the report's line of settings
 */
public record EmbeddingScorer(
    String description, BertScore bertScore, MoverScore moverScore, Lase lase) {

  /**
   * Adds the metrics of an example: BERTScore and LaSE with the best of several references,
   * MoverScore with their mean as in its authors' script. An empty prediction scores 0.
   */
  void add(Example example, Map<Metric, Double> found) {
    String prediction = example.prediction();
    List<String> references = example.references();
    String language = example.summaryLanguage();
    boolean empty = prediction.isBlank();
    found.put(Metric.BERT_SCORE, empty ? 0 : bertScore.score(references, prediction).f());
    ToDoubleFunction<String> moved = reference -> moverScore.score(reference, prediction);
    found.put(
        Metric.MOVER_SCORE,
        empty ? 0 : references.stream().mapToDouble(moved).average().orElseThrow());
    ToDoubleFunction<String> meant =
        reference -> lase.score(reference, language, prediction, language);
    found.put(Metric.LASE, empty ? 0 : references.stream().mapToDouble(meant).max().orElseThrow());
  }
}
