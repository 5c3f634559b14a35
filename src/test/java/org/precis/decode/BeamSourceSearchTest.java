package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.model.Candidates;

/** The bookkeeping of one source, candidate by candidate; the end is 1, the start 2. */
class BeamSourceSearchTest {
  private static final float RULED_OUT = Float.NEGATIVE_INFINITY;

  private static BeamSourceSearch search(EarlyStopping early, float lengthPenalty, int maxLength) {
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(2)
            .numReturnSequences(2)
            .earlyStopping(early)
            .lengthPenalty(lengthPenalty)
            .maxLength(maxLength)
            .build();
    return new BeamSourceSearch(0, 2, options, new EndOfSequence(1, maxLength));
  }

  /** Four candidates as row, token, score; the source's rows start at 0. */
  private static Candidates candidates(float... rowTokenScore) {
    int count = rowTokenScore.length / 3;
    int[] rows = new int[count];
    int[] tokens = new int[count];
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      rows[i] = (int) rowTokenScore[3 * i];
      tokens[i] = (int) rowTokenScore[3 * i + 1];
      scores[i] = rowTokenScore[3 * i + 2];
    }
    return new Candidates(count, rows, tokens, scores);
  }

  private static List<String> ids(List<Hypothesis> hypotheses) {
    return hypotheses.stream().map(h -> Arrays.toString(h.tokens())).toList();
  }

  @Test
  void runningBeamsAreTheBestCandidatesThatDoNotEnd() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
    search.advance(candidates(0, 5, -1f, 0, 1, -2f, 0, 6, -3f, 0, 7, -4f), 0, 0);
    assertEquals(2, search.running().size());
    assertArrayEquals(new int[] {2, 5}, search.running().get(0).tokens());
    assertArrayEquals(new int[] {2, 6}, search.running().get(1).tokens());
    assertEquals(-3f, search.running().get(1).sum());
    assertEquals(List.of("[2, 1]"), ids(search.hypotheses()));
    assertFalse(search.isDone());
  }

  @Test
  void anEndBeyondTheBeamsWidthDoesNotFinish() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
    search.advance(candidates(0, 5, -1f, 0, 6, -2f, 0, 1, -3f, 0, 7, -4f), 0, 0);
    Hypothesis best = search.hypotheses().get(0);
    assertFalse(best.complete());
    assertArrayEquals(new int[] {2, 5}, best.tokens());
  }

  @Test
  void aGroupsCandidatesAndRowsAreFoundInTheMiddleOfABatch() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
    search.advance(candidates(0, 5, -1f, 0, 6, -2f), 0, 0);
    // Groups of three rows, of which this source uses rows 3 and 4; row 5 is dead.
    Candidates batch =
        new Candidates(
            2,
            new int[] {0, 1, 4, 3, 6, 6},
            new int[] {9, 9, 7, 8, 9, 9},
            new float[] {-9, -9, -3, -4, -9, -9});
    search.advance(batch, 1, 3);
    assertArrayEquals(new int[] {2, 6, 7}, search.running().get(0).tokens());
    assertEquals(4, search.running().get(0).row());
    assertArrayEquals(new int[] {2, 5, 8}, search.running().get(1).tokens());
    assertEquals(3, search.running().get(1).row());
  }

  @Test
  void theScoreDividesByTheLengthWithTheEndAndWithoutTheStart() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 2, 9);
    search.advance(candidates(0, 5, -1f, 0, 6, -2f), 0, 0);
    search.advance(candidates(0, 5, -2f, 0, 6, -3f), 0, 0);
    search.advance(candidates(0, 1, -4.5f, 0, 6, -5f), 0, 0);
    assertEquals(List.of("[2, 5, 5, 1]"), ids(search.hypotheses()));
    assertEquals(-4.5f / 9, search.hypotheses().get(0).score());
  }

  @Test
  void atTheGreatestLengthUnfinishedSequencesFinishByTheSameRule() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 3);
    search.advance(candidates(0, 5, -1f, 0, 6, -2f), 0, 0);
    search.advance(candidates(0, 7, -3f, 1, 1, -4f, 0, 8, -5f, 1, 9, -6f), 0, 0);
    assertTrue(search.isDone());
    assertEquals(List.of("[2, 5, 7]", "[2, 6, 1]"), ids(search.hypotheses()));
    assertTrue(search.hypotheses().get(0).complete());
  }

  @Test
  void betterHypothesesReplaceWorseOnesAndOlderOnesStayOnTies() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 0, 9);
    search.advance(candidates(0, 5, -1f, 0, 1, -3f, 0, 6, -3.5f, 0, 7, -4f), 0, 0);
    search.advance(candidates(0, 1, -2f, 0, 5, -2.2f, 0, 6, -2.5f, 1, 5, -4f), 0, 0);
    assertEquals(List.of("[2, 5, 1]", "[2, 1]"), ids(search.hypotheses()));
    search.advance(candidates(0, 5, -2.3f, 0, 1, -3f, 1, 6, -3.1f, 1, 5, -4f), 0, 0);
    assertEquals(List.of("[2, 5, 1]", "[2, 1]"), ids(search.hypotheses()), "a tie");
    search.advance(candidates(0, 1, -2.4f, 0, 5, -2.5f, 1, 6, -3.2f, 1, 5, -4f), 0, 0);
    assertEquals(List.of("[2, 5, 1]", "[2, 5, 5, 5, 1]"), ids(search.hypotheses()));
    assertTrue(search.isDone(), "-2.5 cannot beat -2.4");
  }

  @Test
  void earlyStoppingEndsTheSearchWithEnoughHypotheses() {
    BeamSourceSearch search = search(EarlyStopping.TRUE, 1, 9);
    search.advance(candidates(0, 1, -1f, 0, 5, -1.1f, 0, 6, -1.2f, 0, 7, -1.3f), 0, 0);
    assertFalse(search.isDone());
    search.advance(candidates(0, 5, -1.1f, 0, 1, -9f, 0, 6, -9f, 0, 7, -9f), 0, 0);
    assertTrue(search.isDone(), "whatever the running beam might become");
  }

  @Test
  void theSearchGoesOnOnlyWhileTheBestBeamIsStrictlyBetter() {
    for (float best : new float[] {-4f, -3.9f}) {
      BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
      search.advance(candidates(0, 1, -1f, 0, 5, -2f, 0, 6, -2.5f, 0, 7, -4f), 0, 0);
      search.advance(candidates(0, 7, best, 0, 1, -4f, 1, 5, -5f, 1, 6, -6f), 0, 0);
      assertEquals(2, search.hypotheses().size());
      assertEquals(best == -4f, search.isDone(), "-4 / 2 is the worst score kept");
    }
  }

  @Test
  void neverMeasuresTheBestBeamAtTheGreatestLength() {
    for (EarlyStopping early : new EarlyStopping[] {EarlyStopping.FALSE, EarlyStopping.NEVER}) {
      BeamSourceSearch search = search(early, 1, 9);
      search.advance(candidates(0, 1, -1f, 0, 5, -1.5f, 0, 6, -2.5f, 0, 7, -4f), 0, 0);
      search.advance(candidates(0, 1, -4f, 0, 7, -5f, 1, 5, -6f, 1, 6, -6f), 0, 0);
      assertEquals(early == EarlyStopping.FALSE, search.isDone(), "-5 / 2, or -5 / 8, against -2");
    }
  }

  @Test
  void neverMeasuresAtThePresentLengthWhenThePenaltyFavoursShortSequences() {
    BeamSourceSearch search = search(EarlyStopping.NEVER, -1, 9);
    search.advance(candidates(0, 1, -1f, 0, 5, -1.5f, 0, 6, -2.5f, 0, 7, -4f), 0, 0);
    search.advance(candidates(0, 5, -1.6f, 0, 1, -3f, 0, 7, -5f, 1, 5, -6f), 0, 0);
    assertFalse(search.isDone(), "-1.6 * 2 is better than -3 * 2");
  }

  @Test
  void whatIsRuledOutIsNoCandidate() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
    search.advance(candidates(0, 5, -1f, 0, 1, RULED_OUT, 0, 6, RULED_OUT), 0, 0);
    assertEquals(1, search.running().size());
    assertFalse(search.hypotheses().get(0).complete());
  }

  @Test
  void aSearchWithoutCandidatesEndsWithItsBestBeam() {
    BeamSourceSearch search = search(EarlyStopping.FALSE, 1, 9);
    search.advance(candidates(0, 5, -1f, 0, 6, -2f), 0, 0);
    search.advance(candidates(0, 5, -3f, 0, 6, -4f), 0, 0);
    search.advance(candidates(0, 5, RULED_OUT, 0, 6, RULED_OUT), 0, 0);
    assertTrue(search.isDone());
    assertEquals(List.of("[2, 5, 5]"), ids(search.hypotheses()));
    assertEquals(-1.5f, search.hypotheses().get(0).score());
    assertFalse(search.hypotheses().get(0).complete());
  }

  @Test
  void aSearchThatNeverStepsHasTheStartAlone() {
    Hypothesis start = search(EarlyStopping.FALSE, 1, 9).hypotheses().get(0);
    assertArrayEquals(new int[] {2}, start.tokens());
    assertEquals(0f, start.score());
    assertFalse(start.complete());
  }
}
