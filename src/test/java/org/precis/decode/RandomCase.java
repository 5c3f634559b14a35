package org.precis.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.precis.model.ToyModel;

/**
 * A random language model, sources for it, and options. The vocabulary is large enough that no rule
 * leaves fewer candidates than the search takes, except where a token is forced.
 *
 * @param seed what made it
 * @param model the model
 * @param network its function
 * @param sources a batch
 * @param options how to search
 */
record RandomCase(
    long seed,
    ToyModel model,
    ToyModel.Network network,
    List<int[]> sources,
    DecodeOptions options) {
  static final int VOCABULARY = 26;
  private static final float[] LENGTH_PENALTIES = {-.5f, 0, .6f, 1, 2};

  /** The base seed of a run: {@code -Dtests.seed} in hexadecimal, else a new one; printed. */
  static long baseSeed(String test) {
    String given = System.getProperty("tests.seed", "").split(":", -1)[0];
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseUnsignedLong(given, 16);
    System.out.println(test + ": replay with -Dtests.seed=" + Long.toHexString(seed));
    return seed;
  }

  static RandomCase of(long seed, int beams) {
    SplittableRandom random = new SplittableRandom(seed);
    ToyModel.Network network = ToyModel.randomNetwork(VOCABULARY, random.nextLong());
    List<int[]> sources = new ArrayList<>();
    for (int source = 1 + random.nextInt(5); source > 0; source--) {
      sources.add(random.ints(1 + random.nextInt(7), 3, VOCABULARY).toArray());
    }
    ToyModel model = ToyModel.of(VOCABULARY, network);
    return new RandomCase(seed, model, network, sources, options(random, beams));
  }

  private static DecodeOptions options(SplittableRandom random, int beams) {
    EarlyStopping[] modes = EarlyStopping.values();
    int maxLength = 2 + random.nextInt(10);
    DecodeOptions.Builder builder =
        DecodeOptions.builder()
            .numBeams(beams)
            .numReturnSequences(1 + random.nextInt(beams))
            .maxLength(maxLength)
            .lengthPenalty(LENGTH_PENALTIES[random.nextInt(LENGTH_PENALTIES.length)])
            .earlyStopping(modes[random.nextInt(modes.length)]);
    if (random.nextInt(3) == 0) {
      builder.repetitionPenalty(1.3f);
    }
    if (random.nextInt(3) == 0) {
      builder.noRepeatNgramSize(1 + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      builder.encoderNoRepeatNgramSize(1 + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      builder.minLength(random.nextInt(maxLength + 1));
    }
    if (random.nextInt(3) == 0) {
      builder.forcedBosToken(3 + random.nextInt(5));
    }
    if (random.nextInt(3) == 0) {
      builder.forcedEosToken(1);
    }
    if (random.nextInt(3) == 0) {
      builder.suppressTokens(List.of(0, 8 + random.nextInt(8)));
    }
    if (random.nextInt(3) == 0) {
      int a = 3 + random.nextInt(20);
      int b = 3 + random.nextInt(20);
      builder.badWords(
          List.of(List.of(0), List.of(1), List.of(a, b), List.of(2, b), List.of(b, a, a)));
    }
    return builder.build();
  }

  List<List<Hypothesis>> search() {
    return BeamSearch.search(model, sources, options, StopCheck.NEVER);
  }

  ReferenceSearch reference(int source) {
    return new ReferenceSearch(model.spec(), network, sources.get(source), options);
  }

  @Override
  public String toString() {
    return "seed " + Long.toHexString(seed) + ", " + sources.size() + " sources, " + options;
  }
}
