package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.decode.ReferenceSearch.Entry;
import org.precis.model.ArrayScores;
import org.precis.model.Candidates;
import org.precis.model.ScoreEdits;
import org.precis.model.ToyModel;

/** Searches random language models, on several threads at once. */
class BeamSearchRandomTest {
  private static final int CASES = 400;
  private static final float TOLERANCE = 1e-6f;

  private static LongStream seeds(String test) {
    long base = RandomCase.baseSeed(test);
    return LongStream.range(0, CASES).map(offset -> base + offset).parallel();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void nBestListsAndScoresAreThoseOfTheReference(int beams) {
    seeds("reference, " + beams + " beams")
        .forEach(
            seed -> {
              RandomCase random = RandomCase.of(seed, beams);
              List<List<Hypothesis>> found = random.search();
              for (int source = 0; source < found.size(); source++) {
                List<Entry> expected = random.reference(source).beams();
                int wanted = random.options().numReturnSequences();
                assertEquals(Math.min(wanted, expected.size()), found.get(source).size());
                assertSame(
                    expected.subList(0, found.get(source).size()), found.get(source), random);
              }
            });
  }

  @Test
  void greedyIsThatOfTheReference() {
    seeds("greedy reference")
        .forEach(
            seed -> {
              RandomCase random = RandomCase.of(seed, 1);
              List<List<Hypothesis>> found = random.search();
              for (int source = 0; source < found.size(); source++) {
                int[] expected = random.reference(source).greedy();
                assertArrayEquals(expected, found.get(source).get(0).tokens(), random::toString);
                assertTrue(found.get(source).get(0).complete());
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aBatchEqualsItsRowsOneByOne(int beams) {
    seeds("batch, " + beams + " beams")
        .forEach(seed -> assertBatchEqualsItsRows(RandomCase.of(seed, beams)));
  }

  /** Where few tokens are possible, sources have fewer beams than others, and get stuck. */
  @Test
  void aBatchOfUnequallyManyBeamsEqualsItsRowsOneByOne() {
    seeds("sparse batch")
        .forEach(
            seed -> {
              RandomCase full = RandomCase.of(seed, 4);
              ToyModel.Network sparse =
                  (source, prefix) -> {
                    float[] logits = full.network().logits(source, prefix);
                    for (int token = 2; token < logits.length; token++) {
                      boolean possible = logits[token] > 2.9 - 0.4 * (source[0] % 4);
                      logits[token] = possible ? logits[token] : Float.NEGATIVE_INFINITY;
                    }
                    return logits;
                  };
              ToyModel model = ToyModel.of(RandomCase.VOCABULARY, sparse);
              assertBatchEqualsItsRows(
                  new RandomCase(seed, model, sparse, full.sources(), full.options()));
            });
  }

  private static void assertBatchEqualsItsRows(RandomCase random) {
    List<List<Hypothesis>> batch = random.search();
    for (int source = 0; source < batch.size(); source++) {
      List<int[]> row = List.of(random.sources().get(source));
      List<Hypothesis> alone =
          BeamSearch.search(random.model(), row, random.options(), StopCheck.NEVER).get(0);
      assertEquals(
          alone.stream().map(BeamSearchRandomTest::described).toList(),
          batch.get(source).stream().map(BeamSearchRandomTest::described).toList(),
          random::toString);
    }
    assertEquals(0, random.model().openSessions());
  }

  private static String described(Hypothesis hypothesis) {
    return Arrays.toString(hypothesis.tokens())
        + hypothesis.score()
        + (hypothesis.complete() ? "" : " incomplete");
  }

  /** With a length penalty of 0 a beam of one stops as soon as its best token is the end. */
  @Test
  void beamOfOneEqualsGreedy() {
    seeds("beam of one")
        .forEach(
            seed -> {
              RandomCase random = RandomCase.of(seed, 1);
              DecodeOptions options =
                  DecodeOptions.builder()
                      .maxLength(random.options().maxLength())
                      .lengthPenalty(0)
                      .earlyStopping(random.options().earlyStopping())
                      .build();
              int[] source = random.sources().get(0);
              EndOfSequence end = new EndOfSequence(1, options.maxLength());
              BeamSourceSearch beam = new BeamSourceSearch(0, 2, options, end);
              while (!beam.isDone()) {
                Beam running = beam.running().get(0);
                float[][] logits = {random.network().logits(source, running.tokens())};
                Candidates two =
                    new ArrayScores(logits)
                        .top(new float[] {running.sum()}, 1, 2, true, ScoreEdits.none(1));
                beam.advance(two, 0, 0);
              }
              int[] greedy =
                  BeamSearch.search(random.model(), List.of(source), options, StopCheck.NEVER)
                      .get(0)
                      .get(0)
                      .tokens();
              assertArrayEquals(greedy, beam.hypotheses().get(0).tokens(), random::toString);
            });
  }

  /** Two tokens beside the end, five steps: 63 sequences, which 64 beams never prune. */
  @ParameterizedTest
  @ValueSource(floats = {-.5f, 0, 1, 2})
  void aWideEnoughBeamEqualsExhaustiveSearch(float lengthPenalty) {
    seeds("exhaustive, length penalty " + lengthPenalty)
        .limit(50)
        .forEach(
            seed -> {
              for (EarlyStopping early : EarlyStopping.values()) {
                DecodeOptions options =
                    DecodeOptions.builder()
                        .numBeams(64)
                        .numReturnSequences(64)
                        .maxLength(6)
                        .lengthPenalty(lengthPenalty)
                        .earlyStopping(early)
                        .suppressTokens(List.of(0, 2))
                        .build();
                assertFindsTheBestOfAll(seed, 5, options, 63);
              }
            });
  }

  /** One token beside the end: two beams prune nothing, but hypotheses are enough early on. */
  @ParameterizedTest
  @ValueSource(floats = {-.5f, 0, 1, 2})
  void neverGoesOnUntilNothingCanBeBetter(float lengthPenalty) {
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(2)
            .numReturnSequences(2)
            .maxLength(12)
            .lengthPenalty(lengthPenalty)
            .earlyStopping(EarlyStopping.NEVER)
            .suppressTokens(List.of(0, 2))
            .build();
    seeds("never, length penalty " + lengthPenalty)
        .forEach(seed -> assertFindsTheBestOfAll(seed, 4, options, 2));
  }

  /** The best scores, each by a sequence that has it: those of equal score may change places. */
  private static void assertFindsTheBestOfAll(
      long seed, int vocabulary, DecodeOptions options, int count) {
    ToyModel.Network network = ToyModel.randomNetwork(vocabulary, seed);
    ToyModel model = ToyModel.of(vocabulary, network);
    RandomCase exhaustive = new RandomCase(seed, model, network, List.of(new int[] {3}), options);
    List<Hypothesis> found = exhaustive.search().get(0);
    List<Entry> all = exhaustive.reference(0).everything();
    Map<String, Float> scores =
        all.stream().collect(Collectors.toMap(e -> Arrays.toString(e.tokens()), Entry::score));
    List<String> sequences = found.stream().map(h -> Arrays.toString(h.tokens())).toList();
    assertEquals(count, found.size());
    assertEquals(count, sequences.stream().distinct().count(), exhaustive::toString);
    for (int rank = 0; rank < count; rank++) {
      assertScore(all.get(rank).score(), found.get(rank), exhaustive);
      assertScore(scores.get(sequences.get(rank)), found.get(rank), exhaustive);
    }
  }

  private static void assertSame(List<Entry> expected, List<Hypothesis> found, RandomCase random) {
    assertEquals(
        expected.stream().map(e -> Arrays.toString(e.tokens())).toList(),
        found.stream().map(h -> Arrays.toString(h.tokens())).toList(),
        random::toString);
    for (int rank = 0; rank < found.size(); rank++) {
      assertScore(expected.get(rank).score(), found.get(rank), random);
    }
  }

  private static void assertScore(float expected, Hypothesis found, RandomCase random) {
    float tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
    assertEquals(expected, found.score(), tolerance, random::toString);
    assertTrue(found.complete());
  }

  @Test
  void oneModelServesSeveralThreads() {
    RandomCase random = RandomCase.of(RandomCase.baseSeed("threads"), 4);
    List<String> found = new ArrayList<>();
    IntStream.range(0, 64)
        .parallel()
        .mapToObj(
            run ->
                random.search().stream()
                    .flatMap(List::stream)
                    .map(BeamSearchRandomTest::described)
                    .toList()
                    .toString())
        .forEachOrdered(found::add);
    assertEquals(1, found.stream().distinct().count(), random::toString);
    assertEquals(0, random.model().openSessions());
  }
}
