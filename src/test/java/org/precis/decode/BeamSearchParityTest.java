package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.precis.model.ArrayScores;
import org.precis.model.ToyModel;

/**
 * A toy language model whose n-best lists are known. Made with the beam search of Hugging Face
 * transformers 5.0.0.dev0, executed from source (which 4.50 and later share); no seed, as the model
 * is a formula.
 */
class BeamSearchParityTest {
  private static final ToyModel MODEL = ToyModel.of(8, (source, prefix) -> formula(prefix));
  private static final double TOLERANCE = 1e-5;

  private static final String SHORT = "2 3 6 4 1";
  private static final String SHORT_OTHER = "2 7 4 5 1";
  private static final String SHORTEST = "2 7 4 1";
  private static final String LONG = "2 3 6 4 5 4 1";
  private static final String LONG_OTHER = "2 7 4 5 4 1";

  /**
   * Logits 2·sin(1.7t + 0.9·last + 0.6n); pad and start all but ruled out; the end ever likelier.
   */
  private static float[] formula(int[] prefix) {
    int n = prefix.length;
    float[] logits = new float[8];
    for (int token = 0; token < 8; token++) {
      logits[token] = (float) (2 * Math.sin(1.7 * token + 0.9 * prefix[n - 1] + 0.6 * n));
    }
    logits[0] = -30;
    logits[2] = -30;
    logits[1] += (float) (0.4 * (n - 2));
    return logits;
  }

  private record Expected(String tokens, double score) {}

  private static Expected e(String tokens, double score) {
    return new Expected(tokens, score);
  }

  @Test
  void firstLogProbabilitiesAreThoseOfTheReference() {
    float[] expected = {
      -32.8107f, -4.847269f, -32.8107f, -.934715f, -2.364935f, -4.801587f, -2.743469f, -.837171f
    };
    assertArrayEquals(expected, ArrayScores.logSoftmax(formula(new int[] {2})), 1e-4f);
  }

  @Test
  void greedyFollowsTheLargestLogit() {
    List<Hypothesis> found = search(DecodeOptions.builder().maxLength(7).build());
    assertEquals(1, found.size());
    assertEquals(SHORT_OTHER, ids(found.get(0)));
    assertTrue(found.get(0).complete());
    assertTrue(Float.isNaN(found.get(0).score()), "greedy search computes no score");
    assertEquals(-2.92744, sumOfLogProbabilities(found.get(0).tokens()), TOLERANCE);
  }

  @TestFactory
  Stream<DynamicTest> nBestListsAndScoresAreThoseOfTheReference() {
    EarlyStopping no = EarlyStopping.FALSE;
    EarlyStopping yes = EarlyStopping.TRUE;
    EarlyStopping never = EarlyStopping.NEVER;
    List<Expected> twoSums = List.of(e(SHORT, -2.53404), e(SHORT_OTHER, -2.92744));
    List<Expected> twoMeans = List.of(e(SHORT, -.63351), e(SHORT_OTHER, -.73186));
    List<Expected> twoShort = List.of(e(SHORT, -.15838), e(SHORT_OTHER, -.18297));
    List<Expected> twoLong = List.of(e(LONG, -.13563), e(LONG_OTHER, -.14933));
    List<Expected> threeSums =
        List.of(e(SHORTEST, -2.33731), e(SHORT, -2.53404), e(SHORT_OTHER, -2.92744));
    List<Expected> threeMeans =
        List.of(e(SHORT, -.63351), e(SHORT_OTHER, -.73186), e(SHORTEST, -.77910));
    List<Expected> threeMeansNever =
        List.of(e(SHORT, -.63351), e(SHORT_OTHER, -.73186), e(LONG_OTHER, -.74664));
    List<Expected> threeShort =
        List.of(e(SHORT, -.15838), e(SHORT_OTHER, -.18297), e(SHORTEST, -.25970));
    List<Expected> threeLong =
        List.of(e(LONG, -.13563), e("2 7 7 7 7 3 1", -.14299), e(LONG_OTHER, -.14933));
    return Stream.of(
        row(2, 0, no, twoSums),
        row(2, 0, yes, twoSums),
        row(2, 0, never, twoSums),
        row(2, 1, no, twoMeans),
        row(2, 1, yes, twoMeans),
        row(2, 1, never, twoMeans),
        row(2, 2, no, twoShort),
        row(2, 2, yes, twoShort),
        row(2, 2, never, twoLong),
        row(3, 0, no, threeSums),
        row(3, 0, yes, threeSums),
        row(3, 0, never, threeSums),
        row(3, 1, no, threeMeans),
        row(3, 1, yes, threeMeans),
        row(3, 1, never, threeMeansNever),
        row(3, 2, no, threeLong),
        row(3, 2, yes, threeShort),
        row(3, 2, never, threeLong));
  }

  @Test
  void noRepeatedBigramLeavesTheListAsItIs() {
    DecodeOptions options =
        options(3, 1, EarlyStopping.TRUE).toBuilder().noRepeatNgramSize(2).build();
    assertFound(
        List.of(e(SHORT, -.63351), e(SHORT_OTHER, -.73186), e(SHORTEST, -.77910)), search(options));
  }

  private static DynamicTest row(
      int beams, float lengthPenalty, EarlyStopping early, List<Expected> expected) {
    return DynamicTest.dynamicTest(
        beams + " beams, length penalty " + lengthPenalty + ", early stopping " + early,
        () -> assertFound(expected, search(options(beams, lengthPenalty, early))));
  }

  private static DecodeOptions options(int beams, float lengthPenalty, EarlyStopping early) {
    return DecodeOptions.builder()
        .numBeams(beams)
        .numReturnSequences(beams)
        .lengthPenalty(lengthPenalty)
        .earlyStopping(early)
        .maxLength(7)
        .build();
  }

  private static List<Hypothesis> search(DecodeOptions options) {
    return BeamSearch.search(MODEL, List.of(new int[] {5}), options, StopCheck.NEVER).get(0);
  }

  private static void assertFound(List<Expected> expected, List<Hypothesis> found) {
    assertEquals(
        expected.stream().map(Expected::tokens).toList(),
        found.stream().map(BeamSearchParityTest::ids).toList());
    for (int rank = 0; rank < expected.size(); rank++) {
      assertEquals(expected.get(rank).score(), found.get(rank).score(), TOLERANCE);
      assertTrue(found.get(rank).complete());
    }
  }

  private static double sumOfLogProbabilities(int[] tokens) {
    double sum = 0;
    for (int length = 1; length < tokens.length; length++) {
      sum += ArrayScores.logSoftmax(formula(Arrays.copyOf(tokens, length)))[tokens[length]];
    }
    return sum;
  }

  private static String ids(Hypothesis hypothesis) {
    return Arrays.toString(hypothesis.tokens()).replaceAll("[\\[\\],]", "");
  }
}
