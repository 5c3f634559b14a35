package org.precis.summarize.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.summarize.source.QueryMatch;
import org.precis.text.Document;
import org.precis.text.Section;

/**
 * Plans summaries by sections (UOTSumm, Algorithm 3, steps 2 to 5): how many sentences each section
 * deserves, rounded half up; sections whose number rounds to 0 are left out. Where that leaves
 * none, the section that deserves most has one sentence, on which the paper is silent. Immutable
 * and thread-safe.
 */
public final class SectionPlanner {
  /** How much more a section deserves that answers the query best, against one that does not. */
  private static final double FOCUS = 8;

  private final SectionCounter counter;
  private final int maxSections;

  /**
   * A planner.
   *
   * @param maxSections of more sections, neighbours are put together
   */
  public SectionPlanner(SectionCounter counter, int maxSections) {
    this.counter = counter;
    this.maxSections = maxSections;
  }

  /**
   * The plan for a document.
   *
   * @param sentences sentences that the whole summary should have
   * @param query text that sections are weighted by their likeness to; empty for no weighting
   */
  public SectionPlan plan(Document document, int sentences, String query) {
    SectionRuns runs = SectionRuns.of(document, maxSections);
    double[] counts = counter.counts(runs.document(), sentences);
    if (!query.isBlank()) {
      counts = focused(counts, runs.document(), query);
    }
    int[] numbers = numbers(counts);
    List<PlannedSection> planned = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      Section section = runs.document().sections().get(i);
      if (numbers[i] > 0 && !section.text().isBlank()) {
        planned.add(
            new PlannedSection(
                i, runs.first().get(i), runs.merged().get(i), section, counts[i], numbers[i]));
      }
    }
    return new SectionPlan(runs.document(), planned);
  }

  /** Weights counts by the query, and keeps the number of sentences. */
  private static double[] focused(double[] counts, Document document, String query) {
    double[] match =
        QueryMatch.of(
            query, document.sections().stream().map(s -> s.heading() + "\n" + s.text()).toList());
    double best = Arrays.stream(match).max().orElse(0);
    if (best == 0) {
      return counts;
    }
    double[] weights = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      weights[i] = counts[i] * (1 + FOCUS * match[i] / best);
    }
    return Apportionment.of(weights, IntStream.of(numbers(counts)).sum());
  }

  /**
   * How many sentences each section has: its count, rounded half up (step 5). Where that leaves no
   * section any, the first of those with the greatest count has one.
   */
  public static int[] numbers(double[] counts) {
    int[] numbers = Arrays.stream(counts).mapToInt(SectionPlanner::roundHalfUp).toArray();
    if (Arrays.stream(numbers).sum() == 0 && counts.length > 0) {
      int best = 0;
      for (int i = 1; i < counts.length; i++) {
        best = counts[i] > counts[best] ? i : best;
      }
      numbers[best] = 1;
    }
    return numbers;
  }

  private static int roundHalfUp(double count) {
    return (int) Math.round(count);
  }

  /** Everything besides the document, the number and the query that decides a plan. */
  public String identity() {
    return counter.identity() + "|" + maxSections;
  }
}
