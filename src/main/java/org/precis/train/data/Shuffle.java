package org.precis.train.data;

import java.util.SplittableRandom;

/** Random orders (Fisher and Yates). */
final class Shuffle {
  private Shuffle() {}

  /** Puts numbers into a random order. */
  static void shuffle(int[] numbers, SplittableRandom random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
  }
}
