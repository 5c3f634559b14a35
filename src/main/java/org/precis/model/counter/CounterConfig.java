package org.precis.model.counter;

/**
 * What a counter says.
 *
 * @param activation {@link CountActivation#SIGMOID} for one that selects sections, the others for
 *     one that counts
 * @param sentences sentences of a selected section, where the counter only selects
 */
public record CounterConfig(CountActivation activation, int sentences) {
  /** The smallest probability of a section that is selected, and φ of one with a sentence. */
  public static final double SELECTED = 0.5;

  public CounterConfig {
    if (sentences < 1) {
      throw new IllegalArgumentException(
          "a selected section has at least 1 sentence, got " + sentences);
    }
  }

  /** True if the counter knows which sections are summarised, but not at what length. */
  public boolean selects() {
    return activation == CountActivation.SIGMOID;
  }

  /** Sentences that a section with this score deserves. */
  public double served(double score) {
    double count = activation.count(score);
    return selects() && count >= SELECTED ? sentences : count;
  }
}
