package org.precis.train.data;

import java.util.Arrays;

/**
 * How often pairs of languages are drawn, as in CrossSum (Bhattacharjee et al. 2023): rare ones
 * more often than they occur. i = target language, j = source language.
 *
 * @param target probability of a fixed target language, q_i
 * @param sourceGivenTarget q_{j|i}, one row for each target language
 * @param source probability of a fixed source language, q_j
 * @param targetGivenSource q_{i|j}, one row for each source language
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LanguageProbabilities(
    double[] target, double[][] sourceGivenTarget, double[] source, double[][] targetGivenSource) {

  /**
   * Shares raised to a power, and made to add up to 1 again: q ∝ p^α.
   *
   * @param counts of examples; at least one of them positive
   * @param exponent α; 1 leaves the shares alone, 0 makes them equal
   */
  public static double[] smoothed(double[] counts, double exponent) {
    double total = Arrays.stream(counts).sum();
    double[] powers =
        Arrays.stream(counts).map(c -> c == 0 ? 0 : Math.pow(c / total, exponent)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  /**
   * Of CrossSum's Multistage.
   *
   * @param counts examples by target and source language, c_ij
   * @param exponent α of the fixed language
   * @param conditionalExponent β of the other one
   */
  public static LanguageProbabilities multistage(
      double[][] counts, double exponent, double conditionalExponent) {
    double[][] transposed = transposed(counts);
    return new LanguageProbabilities(
        smoothed(sums(counts), exponent),
        conditional(counts, conditionalExponent),
        smoothed(sums(transposed), exponent),
        conditional(transposed, conditionalExponent));
  }

  /**
   * Probability that a mini-batch is of a pair, by target and source language: a fair coin decides
   * which side is fixed.
   */
  public double[][] joint() {
    double[][] joint = new double[target.length][source.length];
    for (int i = 0; i < target.length; i++) {
      for (int j = 0; j < source.length; j++) {
        joint[i][j] =
            (target[i] * sourceGivenTarget[i][j] + source[j] * targetGivenSource[j][i]) / 2;
      }
    }
    return joint;
  }

  private static double[] sums(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  private static double[][] conditional(double[][] rows, double exponent) {
    return Arrays.stream(rows).map(row -> smoothed(row, exponent)).toArray(double[][]::new);
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }
}
