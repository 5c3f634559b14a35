package org.precis.eval.report;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.precis.eval.intrinsic.ExtractiveFragments;
import org.precis.eval.intrinsic.NamePrecision;
import org.precis.eval.intrinsic.Novelty;
import org.precis.eval.intrinsic.NumberPrecision;
import org.precis.eval.rouge.MultilingualTokenizer;
import org.precis.eval.rouge.Rouge;
import org.precis.eval.rouge.RougeScores;
import org.precis.text.SentenceSplitter;

/** The metrics of single examples. Not thread-safe: it keeps the tools of each language. */
final class ExampleScorer {
  private final EvaluationSettings settings;
  private final NamePrecision names;
  private final Optional<EmbeddingScorer> embeddings;
  private final Map<String, Rouge> rouge = new HashMap<>();
  private final Map<String, MultilingualTokenizer> words = new HashMap<>();

  ExampleScorer(
      EvaluationSettings settings,
      SentenceSplitter sentences,
      Optional<EmbeddingScorer> embeddings) {
    this.settings = settings;
    this.embeddings = embeddings;
    this.names = new NamePrecision(sentences);
  }

  /** The metrics that the example allows, not yet scaled. */
  Map<Metric, Double> score(Example example) {
    Map<Metric, Double> found = new EnumMap<>(Metric.class);
    addRouge(example, found);
    embeddings.ifPresent(scorer -> scorer.add(example, found));
    List<String> summary = words(example).tokens(example.prediction());
    found.put(Metric.WORDS, (double) summary.size());
    add(found, Metric.REPEATED, Novelty.repeated(summary, 3));
    example.comparableSource().ifPresent(source -> addSource(example, source, summary, found));
    example
        .source()
        .ifPresent(
            source -> {
              String text = example.prediction();
              add(found, Metric.NUMBERS, NumberPrecision.of(source, text));
              add(found, Metric.NAMES, names.of(source, text, example.summaryLanguage()));
            });
    return found;
  }

  private void addRouge(Example example, Map<Metric, Double> found) {
    Rouge scorer = rouge.computeIfAbsent(example.summaryLanguage(), settings::rouge);
    RougeScores scores = scorer.score(example.references(), example.prediction());
    found.put(Metric.ROUGE_1, scores.rouge1().f());
    found.put(Metric.ROUGE_2, scores.rouge2().f());
    found.put(Metric.ROUGE_L, scores.rougeL().f());
    found.put(Metric.ROUGE_LSUM, scores.rougeLsum().f());
  }

  private void addSource(
      Example example, String source, List<String> summary, Map<Metric, Double> found) {
    List<String> sourceWords = words(example).tokens(source);
    ExtractiveFragments fragments = ExtractiveFragments.of(sourceWords, summary);
    found.put(Metric.COVERAGE, fragments.coverage());
    found.put(Metric.DENSITY, fragments.density());
    found.put(Metric.COMPRESSION, fragments.compression());
    add(found, Metric.NOVEL_WORDS, Novelty.novel(sourceWords, summary, 1));
    add(found, Metric.NOVEL_PAIRS, Novelty.novel(sourceWords, summary, 2));
  }

  private MultilingualTokenizer words(Example example) {
    return words.computeIfAbsent(
        example.summaryLanguage(), language -> new MultilingualTokenizer(language, false));
  }

  private static void add(Map<Metric, Double> found, Metric metric, OptionalDouble value) {
    value.ifPresent(v -> found.put(metric, v));
  }
}
