package org.precis.train.across.alignment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.precis.eval.report.Charts;

/**
 * Cosines between documents in one language and their translations: row i is document i in the
 * foreign language, column j document j in English. Where an encoder aligns, the diagonal is
 * bright.
 *
 * @param cosines square
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record AlignmentMap(double[][] cosines) {
  public AlignmentMap {
    for (double[] row : cosines) {
      if (row.length != cosines.length) {
        throw new IllegalArgumentException(
            "a map has as many rows as columns; it has %d and %d"
                .formatted(cosines.length, row.length));
      }
    }
    if (cosines.length < 2) {
      throw new IllegalArgumentException(
          "a map needs at least 2 pairs of documents; there are " + cosines.length);
    }
  }

  /**
   * Cosines of all pairs of vectors.
   *
   * @param foreign one vector for each document
   * @param english of the same documents in the same order
   */
  public static AlignmentMap of(float[][] foreign, float[][] english) {
    double[][] cosines = new double[foreign.length][english.length];
    for (int i = 0; i < foreign.length; i++) {
      for (int j = 0; j < english.length; j++) {
        double product = dot(foreign[i], english[j]);
        cosines[i][j] =
            product
                / Math.sqrt(dot(foreign[i], foreign[i]))
                / Math.sqrt(dot(english[j], english[j]));
      }
    }
    return new AlignmentMap(cosines);
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) x[i] * y[i];
    }
    return sum;
  }

  /** Mean cosine of documents with their own translations. */
  public double meanDiagonal() {
    double sum = 0;
    for (int i = 0; i < cosines.length; i++) {
      sum += cosines[i][i];
    }
    return sum / cosines.length;
  }

  /** Mean cosine of documents with others' translations. */
  public double meanOffDiagonal() {
    double all = Arrays.stream(cosines).flatMapToDouble(Arrays::stream).sum();
    int count = cosines.length;
    return (all - count * meanDiagonal()) / ((double) count * (count - 1));
  }

  /** Share of foreign documents whose nearest English one is their own; ties do not count. */
  public double retrievalAccuracy() {
    int right = 0;
    for (int i = 0; i < cosines.length; i++) {
      double own = cosines[i][i];
      boolean nearest = true;
      for (int j = 0; j < cosines.length; j++) {
        nearest &= j == i || cosines[i][j] < own;
      }
      right += nearest ? 1 : 0;
    }
    return (double) right / cosines.length;
  }

  /** The map as a page, dark for the least cosine and bright for the greatest. */
  public String page() {
    String title =
        String.format(
            Locale.ROOT,
            "Cosines: diagonal %.3f, elsewhere %.3f, retrieval %.3f",
            meanDiagonal(),
            meanOffDiagonal(),
            retrievalAccuracy());
    List<String> numbers =
        IntStream.rangeClosed(1, cosines.length).mapToObj(String::valueOf).toList();
    return Charts.page(title, Charts.heatMap(title, cosines, numbers, numbers));
  }
}
