package org.precis.eval.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.precis.eval.translation.Bleu;
import org.precis.eval.translation.BleuStatistics;
import org.precis.eval.translation.BleuTokenizer;
import org.precis.eval.translation.Chrf;
import org.precis.eval.translation.ChrfStatistics;
import org.precis.eval.translation.Smoothing;
import org.precis.text.LanguageTags;

/** The sums over the examples of one language. Not thread-safe. */
final class LanguageFigures {
  private static final Chrf CHRF = Chrf.characters();
  private static final Chrf CHRF_PLUS_PLUS = Chrf.plusPlus();

  private final int resamples;
  private final Map<Metric, StratifiedMean> means = new EnumMap<>(Metric.class);
  private long examples;
  private final RunningCounts bleu;
  private final RunningCounts chrf;
  private final RunningCounts chrfPlusPlus;

  LanguageFigures(int resamples) {
    this.resamples = resamples;
    bleu = new RunningCounts(BleuStatistics.EMPTY.counts().length, resamples);
    chrf = new RunningCounts(CHRF.empty().counts().length, resamples);
    chrfPlusPlus = new RunningCounts(CHRF_PLUS_PLUS.empty().counts().length, resamples);
  }

  void add(Example example, Map<Metric, Double> scores, int[] times) {
    examples++;
    scores.forEach(
        (metric, score) ->
            means
                .computeIfAbsent(metric, m -> new StratifiedMean(resamples))
                .add(example.stratum(), score * metric.scale(), times));
    List<String> references = example.references();
    String prediction = example.prediction();
    bleu.add(bleu(example.summaryLanguage()).statistics(references, prediction).counts(), times);
    chrf.add(CHRF.statistics(references, prediction).counts(), times);
    chrfPlusPlus.add(CHRF_PLUS_PLUS.statistics(references, prediction).counts(), times);
  }

  /** sacreBLEU's tokenizer for a language, single characters where it takes a dictionary. */
  private static Bleu bleu(String language) {
    BleuTokenizer tokenizer =
        switch (LanguageTags.language(language)) {
          case "zh" -> BleuTokenizer.ZH;
          case "ja", "th", "my", "km", "lo" -> BleuTokenizer.CHAR;
          default -> BleuTokenizer.V13A;
        };
    return new Bleu(tokenizer, Smoothing.EXPONENTIAL);
  }

  long examples() {
    return examples;
  }

  /** All figures. */
  Map<Metric, Resampled> figures() {
    Map<Metric, Resampled> figures = new EnumMap<>(Metric.class);
    means.forEach((metric, mean) -> figures.put(metric, mean.resampled()));
    Bleu corpus = new Bleu(BleuTokenizer.V13A, Smoothing.EXPONENTIAL);
    figures.put(Metric.BLEU, bleu.resampled(sums -> corpus.corpus(BleuStatistics.of(sums))));
    figures.put(Metric.CHRF, chrf.resampled(sums -> CHRF.score(ChrfStatistics.of(sums))));
    figures.put(
        Metric.CHRF_PLUS_PLUS,
        chrfPlusPlus.resampled(sums -> CHRF_PLUS_PLUS.score(ChrfStatistics.of(sums))));
    return figures;
  }
}
