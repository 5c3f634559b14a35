package org.precis.summarize.source;

import java.util.Arrays;
import java.util.List;

/**
 * Sentences as sparse TF-IDF vectors of length 1 (0 for a sentence with no feature that is rarer
 * than all others'). Memory is proportional to the features of all sentences together. Immutable.
 */
final class SentenceVectors {
  /** An n-gram says less than a word, and a word has several. */
  private static final double GRAM_WEIGHT = 0.4;

  private final int[][] columns;
  private final float[][] weights;
  private final int width;

  private SentenceVectors(int[][] columns, float[][] weights, int width) {
    this.columns = columns;
    this.weights = weights;
    this.width = width;
  }

  /** Vectors of sentences, weighted by how rare their features are among these sentences. */
  static SentenceVectors of(List<String> sentences) {
    int[][] hashes =
        sentences.stream().map(s -> SentenceFeatures.of(s).hashes()).toArray(int[][]::new);
    int[] all = Arrays.stream(hashes).flatMapToInt(Arrays::stream).sorted().toArray();
    int[] vocabulary = Arrays.stream(all).distinct().toArray();
    int[] frequencies = new int[vocabulary.length];
    for (int i = 0, column = -1; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        column++;
      }
      frequencies[column]++;
    }
    float[][] weights = new float[hashes.length][];
    for (int i = 0; i < hashes.length; i++) {
      weights[i] = weigh(hashes[i], vocabulary, frequencies, hashes.length);
    }
    return new SentenceVectors(hashes, weights, vocabulary.length);
  }

  /** Weighs a sentence's features and replaces their hashes by columns. */
  private static float[] weigh(int[] hashes, int[] vocabulary, int[] frequencies, int sentences) {
    double[] weights = new double[hashes.length];
    double squares = 0;
    for (int i = 0; i < hashes.length; i++) {
      int column = Arrays.binarySearch(vocabulary, hashes[i]);
      double rarity = Math.log((sentences + 1.0) / frequencies[column]);
      weights[i] = SentenceFeatures.isWord(hashes[i]) ? rarity : GRAM_WEIGHT * rarity;
      squares += weights[i] * weights[i];
      hashes[i] = column;
    }
    float[] unit = new float[weights.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (weights[i] / Math.sqrt(squares));
    }
    return unit;
  }

  /** How many sentences there are. */
  int size() {
    return columns.length;
  }

  /** Cosine of two sentences, from 0 to 1. */
  double cosine(int a, int b) {
    int[] left = columns[a];
    int[] right = columns[b];
    double sum = 0;
    for (int i = 0, j = 0; i < left.length && j < right.length; ) {
      if (left[i] == right[j]) {
        sum += weights[a][i++] * weights[b][j++];
      } else if (left[i] < right[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }

  /**
   * The product of the cosine matrix S of all sentences with a vector. S = VVᵀ is never formed: the
   * product costs two passes over the features instead of sentences² · features.
   *
   * @param x one value a sentence
   * @return Sx, one value a sentence; S has 0 on its diagonal
   */
  double[] timesCosines(double[] x) {
    double[] features = new double[width];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j < columns[i].length; j++) {
        features[columns[i][j]] += weights[i][j] * x[i];
      }
    }
    double[] product = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      double square = 0;
      for (int j = 0; j < columns[i].length; j++) {
        product[i] += weights[i][j] * features[columns[i][j]];
        square += weights[i][j] * weights[i][j];
      }
      product[i] = Math.max(0, product[i] - square * x[i]);
    }
    return product;
  }
}
