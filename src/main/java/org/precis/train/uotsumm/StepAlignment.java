package org.precis.train.uotsumm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.precis.align.SectionAlignment;
import org.precis.align.SimpleAligner;
import org.precis.align.TransportAligner;
import org.precis.align.TransportPlan;
import org.precis.model.counter.CounterConfig;
import org.precis.train.data.SectionedExample;
import org.precis.train.uotsumm.UotSummSettings.Alignment;

/**
 * The alignment of one document at one step, and what can be said of it.
 *
 * @param sections section of each sentence
 * @param found how many sentences each section has, soft where the plan is
 * @param figures for the log, by name
 */
record StepAlignment(int[] sections, double[] found, Map<String, Double> figures) {
  /** Mean entropy of the columns of the plan: 0 where each sentence is in one section. */
  static final String ENTROPY = "column_entropy";

  /** Share of sentences that the plan puts elsewhere than into their cheapest section. */
  static final String MOVED = "moved";

  /** Share of sentences with a section in the data that are put there; 0 where there is none. */
  static final String AGREEMENT = "agreement";

  /** Mean distance of φ from what was found. */
  static final String COUNT_ERROR = "count_error";

  /** Σφ of a document. */
  static final String COUNT_SUM = "count_sum";

  /** Sentences of a document. */
  static final String SENTENCES = "sentences";

  /** Sections of a document that φ selects. */
  static final String SELECTED = "selected";

  /**
   * Sections of a document that φ, rounded half up, gives no sentence, one, two and so on; the last
   * of these names is for all greater numbers.
   */
  static final List<String> HISTOGRAM =
      List.of("phi_0", "phi_1", "phi_2", "phi_3", "phi_4", "phi_5_up");

  /**
   * Aligns.
   *
   * @param costs by section and sentence
   * @param counts φ
   */
  static StepAlignment of(
      SectionedExample document, double[][] costs, double[] counts, UotSummSettings settings) {
    int[] cheapest = indexes(SimpleAligner.cheapest(costs));
    int[] sections = cheapest;
    double[] found = null;
    double entropy = 0;
    if (settings.alignment() == Alignment.TRANSPORT) {
      TransportPlan plan = TransportAligner.plan(costs, counts, settings.transport());
      sections = plan.argmaxRows();
      found = plan.rowSums();
      entropy = entropy(plan.plan());
    } else if (settings.alignment() == Alignment.GIVEN) {
      int[] given = document.alignment();
      sections =
          IntStream.range(0, given.length)
              .map(j -> given[j] < 0 ? cheapest[j] : given[j])
              .toArray();
    }
    int[] numbers = SectionAlignment.of(sections, costs.length).counts();
    if (found == null || settings.counter().selects()) {
      found = Arrays.stream(numbers).asDoubleStream().toArray();
    }
    int[] chosen = sections;
    double moved = IntStream.range(0, chosen.length).filter(j -> chosen[j] != cheapest[j]).count();
    double error = 0;
    for (int i = 0; i < counts.length; i++) {
      error += Math.abs(counts[i] - found[i]) / counts.length;
    }
    Map<String, Double> figures = new HashMap<>();
    figures.put(ENTROPY, entropy);
    figures.put(MOVED, moved / chosen.length);
    figures.put(AGREEMENT, agreement(document.alignment(), chosen));
    figures.put(COUNT_ERROR, error);
    figures.put(COUNT_SUM, Arrays.stream(counts).sum());
    figures.put(SENTENCES, (double) chosen.length);
    figures.put(
        SELECTED,
        (double) Arrays.stream(counts).filter(count -> count >= CounterConfig.SELECTED).count());
    HISTOGRAM.forEach(name -> figures.put(name, 0.0));
    for (double count : counts) {
      int place = (int) Math.min(Math.round(count), HISTOGRAM.size() - 1);
      figures.merge(HISTOGRAM.get(place), 1.0, Double::sum);
    }
    return new StepAlignment(sections, found, figures);
  }

  private static double agreement(int[] given, int[] chosen) {
    long known = IntStream.of(given).filter(section -> section >= 0).count();
    long right =
        IntStream.range(0, given.length)
            .filter(j -> given[j] >= 0 && given[j] == chosen[j])
            .count();
    return known == 0 ? 0 : (double) right / known;
  }

  private static int[] indexes(SectionAlignment alignment) {
    return alignment.sections().stream().mapToInt(Integer::intValue).toArray();
  }

  private static double entropy(double[][] plan) {
    double entropy = 0;
    for (double[] row : plan) {
      for (double mass : row) {
        entropy -= mass > 0 ? mass * Math.log(mass) : 0;
      }
    }
    return entropy / plan[0].length;
  }
}
