package org.precis.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which section each sentence of a summary comes from.
 *
 * @param sections index of the section of each sentence
 * @param sectionCount sections of the document
 */
public record SectionAlignment(List<Integer> sections, int sectionCount) {
  public SectionAlignment {
    sections = List.copyOf(sections);
    for (int section : sections) {
      if (section < 0 || section >= sectionCount) {
        throw new IllegalArgumentException(
            "sections are numbered from 0 to " + (sectionCount - 1) + ", got " + section);
      }
    }
  }

  /** From an array as plans and argmax give it. */
  public static SectionAlignment of(int[] sections, int sectionCount) {
    return new SectionAlignment(Arrays.stream(sections).boxed().toList(), sectionCount);
  }

  /**
   * Each sentence to the section with the highest score, the first on a tie.
   *
   * @param scores by section and sentence
   */
  static SectionAlignment highest(double[][] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("a document needs at least one section, got 0");
    }
    int[] best = new int[scores[0].length];
    for (int j = 0; j < best.length; j++) {
      for (int i = 1; i < scores.length; i++) {
        best[j] = scores[i][j] > scores[best[j]][j] ? i : best[j];
      }
    }
    return of(best, scores.length);
  }

  /** How many sentences each section has. */
  public int[] counts() {
    int[] counts = new int[sectionCount];
    sections.forEach(section -> counts[section]++);
    return counts;
  }

  /**
   * The sentences of each section, in the order of the summary: what a section's summariser is
   * trained to write.
   *
   * @throws IllegalArgumentException if these are not as many sentences as were aligned
   */
  public List<List<String>> targets(List<String> summary) {
    if (summary.size() != sections.size()) {
      throw new IllegalArgumentException(
          sections.size() + " sentences were aligned, got " + summary.size());
    }
    List<List<String>> targets = new ArrayList<>();
    for (int section = 0; section < sectionCount; section++) {
      List<String> target = new ArrayList<>();
      for (int sentence = 0; sentence < summary.size(); sentence++) {
        if (sections.get(sentence) == section) {
          target.add(summary.get(sentence));
        }
      }
      targets.add(List.copyOf(target));
    }
    return List.copyOf(targets);
  }

  /**
   * Share of sentences that are in the section that {@code gold} has for them, from 0 to 1; 0
   * without sentences.
   *
   * @throws IllegalArgumentException if the two align different numbers of sentences
   */
  public double precision(SectionAlignment gold) {
    if (gold.sections.size() != sections.size()) {
      throw new IllegalArgumentException(
          "both align the same sentences, got " + sections.size() + " and " + gold.sections.size());
    }
    int right = 0;
    for (int i = 0; i < sections.size(); i++) {
      right += sections.get(i).equals(gold.sections.get(i)) ? 1 : 0;
    }
    return sections.isEmpty() ? 0 : (double) right / sections.size();
  }
}
