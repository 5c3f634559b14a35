package org.precis.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.precis.eval.report.EvaluationSettings.RougeTool;
import org.precis.eval.rouge.Rouge;
import org.precis.eval.statistics.Bootstrap;
import org.precis.eval.statistics.Interval;
import org.precis.eval.statistics.PairedTest;
import org.precis.eval.statistics.Resampler;
import org.precis.eval.translation.Bleu;
import org.precis.eval.translation.BleuStatistics;
import org.precis.eval.translation.BleuTokenizer;
import org.precis.eval.translation.Chrf;
import org.precis.eval.translation.ChrfStatistics;
import org.precis.eval.translation.SegmentSums;
import org.precis.eval.translation.Smoothing;
import org.precis.text.sentence.MultilingualSentenceSplitter;

class EvaluationTest {
  private static final List<String> WORDS =
      List.of("rain", "fell", "on", "the", "dam", "in", "May", "and", "two", "villages");

  private static Evaluation evaluation(EvaluationSettings settings, ResourceGroups groups) {
    return new Evaluation(settings, groups, new MultilingualSentenceSplitter());
  }

  private static Example example(String language, String reference, String prediction) {
    return new Example(prediction, List.of(reference), language, "en", Optional.empty());
  }

  private static List<Example> random(String language, int size, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      examples.add(example(language, sentence(random), sentence(random)));
    }
    return examples;
  }

  private static String sentence(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  @Test
  void figuresAreMeansOverExamplesAndSumsForBleu() {
    List<Example> examples = random("fr", 40, 5);
    Evaluation evaluation = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    examples.forEach(evaluation::add);
    Rouge rouge = Rouge.multilingual("en", true);
    Bleu bleu = new Bleu(BleuTokenizer.V13A, Smoothing.EXPONENTIAL);
    double sum = 0;
    BleuStatistics statistics = BleuStatistics.EMPTY;
    for (Example example : examples) {
      sum += rouge.score(example.references(), example.prediction()).rouge2().f();
      statistics =
          SegmentSums.of(statistics, bleu.statistics(example.references(), example.prediction()));
    }
    Map<Metric, Figure> figures = evaluation.report("x", List.of()).languages().get(0).figures();
    assertEquals(100 * sum / 40, figures.get(Metric.ROUGE_2).value(), 1e-9);
    assertEquals(bleu.corpus(statistics), figures.get(Metric.BLEU).value(), 1e-9);
    assertEquals(8, figures.get(Metric.WORDS).value(), 1e-12);
  }

  /** Poisson resamples of a stream against resamples of the kept scores. */
  @Test
  void intervalsAgreeWithTheUsualBootstrap() {
    List<Example> examples = random("fr", 400, 6);
    Evaluation evaluation = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    examples.forEach(evaluation::add);
    Rouge rouge = Rouge.multilingual("en", true);
    double[] scores =
        examples.stream()
            .mapToDouble(e -> 100 * rouge.score(e.references(), e.prediction()).rouge1().f())
            .toArray();
    Interval usual = Bootstrap.interval(scores, Resampler.uniform(400, 1), 1000);
    Interval found =
        evaluation
            .report("x", List.of())
            .overall()
            .figures()
            .get(Metric.ROUGE_1)
            .interval()
            .orElseThrow();
    double width = usual.high() - usual.low();
    assertEquals(usual.low(), found.low(), .15 * width);
    assertEquals(usual.high(), found.high(), .15 * width);
  }

  /** Sums of Poisson resamples against drawing segments with replacement. */
  @Test
  void intervalsOfCorpusMetricsAgreeWithTheUsualBootstrap() {
    List<Example> examples = random("fr", 200, 8);
    Evaluation evaluation = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    examples.forEach(evaluation::add);
    Chrf chrf = Chrf.characters();
    List<ChrfStatistics> segments =
        examples.stream().map(e -> chrf.statistics(e.references(), e.prediction())).toList();
    Random random = new Random(9);
    double[] scores = new double[500];
    for (int i = 0; i < scores.length; i++) {
      ChrfStatistics sum = chrf.empty();
      for (int n = 0; n < segments.size(); n++) {
        sum = SegmentSums.of(sum, segments.get(random.nextInt(segments.size())));
      }
      scores[i] = chrf.score(sum);
    }
    Interval usual = Interval.of(scores);
    Map<Metric, Figure> figures = evaluation.report("x", List.of()).overall().figures();
    Interval found = figures.get(Metric.CHRF).interval().orElseThrow();
    double width = usual.high() - usual.low();
    assertEquals(usual.low(), found.low(), .2 * width);
    assertEquals(usual.high(), found.high(), .2 * width);
    assertTrue(figures.get(Metric.BLEU).interval().isPresent());
  }

  @Test
  void differencesArePairedByExample() {
    List<Example> examples = random("fr", 300, 7);
    EvaluationSettings settings = EvaluationSettings.DEFAULT;
    Evaluation worse = evaluation(settings, ResourceGroups.acrossGroups());
    Evaluation better = evaluation(settings, ResourceGroups.acrossGroups());
    Rouge rouge = Rouge.multilingual("en", true);
    double[] a = new double[300];
    double[] b = new double[300];
    for (int i = 0; i < 300; i++) {
      Example example = examples.get(i);
      String reference = example.references().get(0);
      Example other = example("fr", reference, i % 7 == 0 ? reference : example.prediction());
      worse.add(example);
      better.add(other);
      a[i] = 100 * rouge.score(reference, other.prediction()).rouge1().f();
      b[i] = 100 * rouge.score(reference, example.prediction()).rouge1().f();
    }
    PairedTest usual = Bootstrap.compare(a, b, Resampler.uniform(300, 1), 1000);
    Figure found = better.comparedWith(worse, "worse").overall().figures().get(Metric.ROUGE_1);
    double width = usual.interval().high() - usual.interval().low();
    assertEquals(usual.difference(), found.value(), 1e-9);
    assertEquals(usual.interval().low(), found.interval().orElseThrow().low(), .15 * width);
    assertEquals(usual.interval().high(), found.interval().orElseThrow().high(), .15 * width);
    assertEquals(1 / 1001., found.p().orElseThrow(), 1e-12);
    Figure reverse = worse.comparedWith(better, "better").overall().figures().get(Metric.ROUGE_1);
    assertEquals(1, reverse.p().orElseThrow(), 1e-12);
    Figure bleu = better.comparedWith(worse, "x").overall().figures().get(Metric.BLEU);
    assertEquals(1 / 1001., bleu.p().orElseThrow(), 1e-12);
  }

  /** Two strata with one score each: only their shares could vary, and they are kept. */
  @Test
  void resamplesKeepTheSharesOfStrata() {
    Evaluation free = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    Evaluation stratified = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    for (int i = 0; i < 60; i++) {
      String prediction = i < 20 ? "rain fell" : "the dam";
      List<String> reference = List.of("rain fell");
      String stratum = i < 20 ? "short" : "long";
      free.add(new Example(prediction, reference, "fr", "en", Optional.empty()));
      stratified.add(
          new Example(
              prediction, reference, "fr", "en", Optional.empty(), stratum, Optional.empty()));
    }
    Figure wide = free.report("x", List.of()).overall().figures().get(Metric.ROUGE_1);
    Figure exact = stratified.report("x", List.of()).overall().figures().get(Metric.ROUGE_1);
    assertEquals(100 / 3., exact.value(), 1e-9);
    assertEquals(wide.value(), exact.value(), 1e-9);
    assertEquals(100 / 3., exact.interval().orElseThrow().low(), 1e-9);
    assertEquals(100 / 3., exact.interval().orElseThrow().high(), 1e-9);
    assertTrue(wide.interval().orElseThrow().low() < 30);
  }

  /** Three equal runs say no more than one: with documents the interval stays as wide. */
  @Test
  void predictionsOfOneDocumentAreResampledAsOne() {
    Evaluation one = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    Evaluation three = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    Evaluation apart = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < 60; i++) {
        Example example = ofDocument(i % 3 == 0 ? "rain fell" : "the dam", "d" + i);
        if (run == 0) {
          one.add(example);
        }
        three.add(example);
        apart.add(example("fr", example.prediction(), "rain fell"));
      }
    }
    Interval single = interval(one);
    assertEquals(single.low(), interval(three).low(), 1e-9);
    assertEquals(single.high(), interval(three).high(), 1e-9);
    assertEquals(
        (single.high() - single.low()) / Math.sqrt(3),
        interval(apart).high() - interval(apart).low(),
        2);
  }

  private static Example ofDocument(String prediction, String document) {
    return new Example(
        prediction, List.of("rain fell"), "fr", "en", Optional.empty(), "", Optional.of(document));
  }

  private static Interval interval(Evaluation evaluation) {
    Report.Row all = evaluation.report("x", List.of()).overall();
    return all.figures().get(Metric.ROUGE_1).interval().orElseThrow();
  }

  @Test
  void groupsAreMeansOverLanguagesWhateverTheirSize() {
    Evaluation evaluation =
        evaluation(
            new EvaluationSettings(RougeTool.GOOGLE, false, 0, 1),
            ResourceGroups.of(Map.of("fr", "Romance", "es", "Romance", "ru", "Slavic")));
    for (int i = 0; i < 9; i++) {
      evaluation.add(example("fr", "a b", "a b"));
    }
    evaluation.add(example("es", "a b", "c d"));
    evaluation.add(example("ru", "a b", "a c"));
    evaluation.add(example("sw", "a b", "a b"));
    Report report = evaluation.report("x", List.of());
    assertEquals(
        List.of("Romance", "Slavic", "others"),
        report.groups().stream().map(Report.Row::name).toList());
    Report.Row romance = report.groups().get(0);
    assertEquals(50, romance.figures().get(Metric.ROUGE_1).value(), 1e-12);
    assertEquals(2, romance.languages());
    assertEquals(10, romance.examples());
    assertEquals(62.5, report.overall().figures().get(Metric.ROUGE_1).value(), 1e-12);
    assertFalse(romance.figures().get(Metric.ROUGE_1).interval().isPresent());
  }

  @Test
  void theSourceIsComparedOnlyWhereItIsInTheSameLanguage() {
    Evaluation evaluation = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    String source = "Le barrage de Lyon a coûté 12 millions.";
    Optional<String> given = Optional.of(source);
    evaluation.add(
        new Example("The dam in Lyon cost 12 million.", List.of("x"), "fr", "en", given));
    evaluation.add(new Example(source, List.of("x"), "pt", "pt", given));
    List<Report.Row> rows = evaluation.report("x", List.of()).languages();
    Map<Metric, Figure> french = rows.get(0).figures();
    assertFalse(french.containsKey(Metric.COVERAGE));
    assertEquals(100, french.get(Metric.NUMBERS).value());
    assertEquals(100, french.get(Metric.NAMES).value());
    Map<Metric, Figure> portuguese = rows.get(1).figures();
    assertEquals(100, portuguese.get(Metric.COVERAGE).value());
    assertEquals(0, portuguese.get(Metric.NOVEL_PAIRS).value());
  }

  @Test
  void groupsOfAcrossHaveTheSizesOfThePaper() throws IOException {
    ResourceGroups groups = ResourceGroups.acrossGroups();
    Properties pairs = new Properties();
    try (InputStream in = ResourceGroups.class.getResourceAsStream("resource-groups.properties")) {
      pairs.load(in);
    }
    Map<String, Long> sizes =
        pairs.stringPropertyNames().stream()
            .collect(Collectors.groupingBy(groups::of, Collectors.counting()));
    assertEquals(Map.of("extremely low", 14L, "medium", 24L, "normal", 6L), sizes);
    assertEquals(List.of("extremely low", "medium", "normal", "others"), groups.names());
    assertEquals("extremely low", groups.of("th"));
    assertEquals("medium", groups.of("fr"));
    assertEquals("medium", groups.of("zh"));
    assertEquals("normal", groups.of("ru"));
    assertEquals("others", groups.of("en"));
  }

  @Test
  void nothingToReportIsSaid() {
    Evaluation empty = evaluation(EvaluationSettings.DEFAULT, ResourceGroups.acrossGroups());
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> empty.report("x.jsonl", List.of()));
    assertTrue(error.getMessage().startsWith("x.jsonl has no example"), error.getMessage());
  }

  @Test
  void tooManyResamplesAreRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EvaluationSettings(RougeTool.GOOGLE, true, 20_000, 1));
    assertEquals("resamples must be from 0 to 10000, got 20000", error.getMessage());
  }
}
