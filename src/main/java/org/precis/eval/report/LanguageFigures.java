package org.precis.eval.report;

import java.util.EnumMap;
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
  private BleuStatistics bleu = BleuStatistics.EMPTY;
  private ChrfStatistics chrf = CHRF.empty();
  private ChrfStatistics chrfPlusPlus = CHRF_PLUS_PLUS.empty();

  LanguageFigures(int resamples) {
    this.resamples = resamples;
  }

  void add(Example example, Map<Metric, Double> scores, int[] times) {
    examples++;
    scores.forEach(
        (metric, score) ->
            means
                .computeIfAbsent(metric, m -> new StratifiedMean(resamples))
                .add(example.stratum(), score * metric.scale(), times));
    bleu =
        bleu.plus(
            bleu(example.summaryLanguage()).statistics(example.references(), example.prediction()));
    chrf = chrf.plus(CHRF.statistics(example.references(), example.prediction()));
    chrfPlusPlus =
        chrfPlusPlus.plus(CHRF_PLUS_PLUS.statistics(example.references(), example.prediction()));
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

  /** All figures, those of the corpus without resamples. */
  Map<Metric, Resampled> figures() {
    Map<Metric, Resampled> figures = new EnumMap<>(Metric.class);
    means.forEach((metric, mean) -> figures.put(metric, mean.resampled()));
    double[] none = new double[0];
    Bleu corpus = new Bleu(BleuTokenizer.V13A, Smoothing.EXPONENTIAL);
    figures.put(Metric.BLEU, new Resampled(corpus.corpus(bleu), none));
    figures.put(Metric.CHRF, new Resampled(CHRF.score(chrf), none));
    figures.put(Metric.CHRF_PLUS_PLUS, new Resampled(CHRF_PLUS_PLUS.score(chrfPlusPlus), none));
    return figures;
  }
}
