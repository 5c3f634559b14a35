package org.precis.text;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The languages of a text as a mixture: each block is in one of them, and what the other blocks are
 * in says what a doubtful one is in. Fitted by expectation maximisation (Dempster, Laird and Rubin
 * 1977) of the languages' shares, the blocks' scores being given.
 */
final class LanguageMixture {
  /** Rounds of expectation and maximisation; shares hardly move after a few. */
  private static final int ROUNDS = 8;

  /** Share of a language that no block is in yet, so that a clear block can still have it. */
  private static final double LEAST_SHARE = 1e-3;

  /**
   * A language of the text.
   *
   * @param weight the weight of the blocks that are in it
   * @param agreement mean probability, by weight, that they are in it if each is taken for itself:
   *     low where doubtful blocks are told alike only because they stand together
   * @param bySight whether their script tells them all
   */
  record Component(String tag, int weight, double agreement, boolean bySight) {}

  private LanguageMixture() {}

  /**
   * The languages of a text, that of most weight first.
   *
   * @param blocks evidence of each block, at least one
   */
  static List<Component> of(List<LanguageEvidence> blocks) {
    double[][] posteriors = new double[blocks.size()][];
    for (int b = 0; b < posteriors.length; b++) {
      posteriors[b] = blocks.get(b).probabilities();
    }
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Double> shares = shares(blocks, posteriors);
      for (int b = 0; b < posteriors.length; b++) {
        posteriors[b] = posterior(blocks.get(b), shares);
      }
    }
    return components(blocks, posteriors);
  }

  private static Map<String, Double> shares(List<LanguageEvidence> blocks, double[][] posteriors) {
    Map<String, Double> sums = new HashMap<>();
    double total = 0;
    for (int b = 0; b < posteriors.length; b++) {
      LanguageEvidence block = blocks.get(b);
      total += block.weight();
      for (int i = 0; i < posteriors[b].length; i++) {
        sums.merge(block.tags().get(i), posteriors[b][i] * block.weight(), Double::sum);
      }
    }
    double whole = total;
    sums.replaceAll((tag, sum) -> sum / whole);
    return sums;
  }

  private static double[] posterior(LanguageEvidence block, Map<String, Double> shares) {
    double[] scores = block.scores().clone();
    for (int i = 0; i < scores.length; i++) {
      scores[i] += Math.log(shares.getOrDefault(block.tags().get(i), 0.0) + LEAST_SHARE);
    }
    return LanguageEvidence.softmax(scores);
  }

  private static List<Component> components(List<LanguageEvidence> blocks, double[][] posteriors) {
    Map<String, Component> found = new LinkedHashMap<>();
    for (int b = 0; b < posteriors.length; b++) {
      LanguageEvidence block = blocks.get(b);
      int best = LanguageEvidence.best(posteriors[b]);
      String tag = block.tags().get(best);
      Component one =
          new Component(tag, block.weight(), block.probabilities()[best], block.bySight());
      found.merge(tag, one, LanguageMixture::join);
    }
    return found.values().stream()
        .sorted((a, b) -> Integer.compare(b.weight(), a.weight()))
        .toList();
  }

  private static Component join(Component a, Component b) {
    int weight = a.weight() + b.weight();
    double sum = a.agreement() * a.weight() + b.agreement() * b.weight();
    return new Component(a.tag(), weight, sum / weight, a.bySight() && b.bySight());
  }
}
