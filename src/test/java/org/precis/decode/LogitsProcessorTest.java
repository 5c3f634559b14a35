package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.precis.model.ArrayScores;
import org.precis.model.Candidates;
import org.precis.model.ModelSpec;
import org.precis.model.ScoreEdits;
import org.precis.model.ToyModel;

/** Each rule alone, worked out by hand; the end is 1, the start 2. */
class LogitsProcessorTest {
  private static final int EOS = 1;

  private static RowEdits apply(LogitsProcessor processor, int... tokens) {
    RowEdits edits = new RowEdits();
    processor.edit(0, tokens, edits);
    return edits;
  }

  private static void assertBans(int[] expected, LogitsProcessor processor, int... tokens) {
    int[] banned = apply(processor, tokens).banned();
    assertArrayEquals(expected, Arrays.stream(banned).sorted().toArray());
  }

  private static int[] ids(int... tokens) {
    return tokens;
  }

  @Test
  void repetitionPenaltyCoversEveryTokenOnceAndTheStart() {
    RowEdits edits = apply(new RepetitionPenalty(), 2, 5, 7, 5);
    assertArrayEquals(ids(2, 5, 7), edits.penalised());
    assertArrayEquals(ids(), edits.banned());
  }

  @Test
  void noRepeatedBigramBansWhatFollowedTheLastToken() {
    NoRepeatNgram bigrams = new NoRepeatNgram(2, DecodeOptions.NO_TOKEN);
    assertBans(ids(), bigrams, 2);
    assertBans(ids(), bigrams, 2, 5);
    assertBans(ids(6), bigrams, 2, 5, 6, 5);
    assertBans(ids(6, 7), bigrams, 2, 5, 6, 5, 7, 5);
    assertBans(ids(5), bigrams, 2, 5, 5);
    assertBans(ids(5), bigrams, 2, 5, 6, 2);
  }

  @Test
  void noRepeatedTrigramComparesTheLastTwoTokens() {
    NoRepeatNgram trigrams = new NoRepeatNgram(3, DecodeOptions.NO_TOKEN);
    assertBans(ids(), trigrams, 2, 5);
    assertBans(ids(), trigrams, 2, 5, 6, 5);
    assertBans(ids(7), trigrams, 2, 5, 6, 7, 5, 6);
    assertBans(ids(5), trigrams, 2, 5, 5, 5);
  }

  @Test
  void noRepeatedUnigramBansEveryTokenAndTheStart() {
    assertBans(ids(2, 5, 6), new NoRepeatNgram(1, DecodeOptions.NO_TOKEN), 2, 5, 6);
  }

  @Test
  void anNgramLongerThanTheSequenceBansNothing() {
    assertBans(ids(), new NoRepeatNgram(6, DecodeOptions.NO_TOKEN), 2, 2);
  }

  @Test
  void sourceBigramsBanWhatFollowsTheLastTokenInTheSource() {
    EncoderNoRepeatNgram bigrams =
        new EncoderNoRepeatNgram(2, List.of(ids(5, 6, 5, 7, 5, 7, 1), ids(5, 9)));
    assertBans(ids(6, 7), bigrams, 2, 5);
    assertBans(ids(1, 5), bigrams, 2, 7);
    assertBans(ids(), bigrams, 2, 8);
    RowEdits other = new RowEdits();
    bigrams.edit(1, ids(2, 5), other);
    assertArrayEquals(ids(9), other.banned(), "each source has its own");
  }

  @Test
  void sourceNgramsOfOtherSizes() {
    List<int[]> sources = List.of(ids(5, 6, 7));
    assertBans(ids(5, 6, 7), new EncoderNoRepeatNgram(1, sources), 2);
    assertBans(ids(), new EncoderNoRepeatNgram(3, sources), 6);
    assertBans(ids(7), new EncoderNoRepeatNgram(3, sources), 2, 5, 6);
    assertBans(ids(), new EncoderNoRepeatNgram(4, sources), 2, 5, 6, 7);
  }

  @Test
  void sourceNgramsAreThoseOfTheStart() {
    int[] source = ids(5, 6);
    EncoderNoRepeatNgram bigrams = new EncoderNoRepeatNgram(2, List.of(source));
    source[0] = 9;
    assertBans(ids(6), bigrams, 2, 5);
  }

  @Test
  void badWordsOfOneTokenAreBannedEverywhereButTheEnd() {
    BadWords words = new BadWords(List.of(List.of(7), List.of(EOS), List.of(9)), EOS);
    assertBans(ids(7, 9), words, 2);
    assertBans(ids(7, 9), words, 2, 5, 6);
  }

  @Test
  void badWordsOfSeveralTokensAreBannedAtTheirLast() {
    BadWords words = new BadWords(List.of(List.of(5, 6, 7), List.of(6, 8)), EOS);
    assertBans(ids(), words, 2, 5);
    assertBans(ids(7, 8), words, 2, 5, 6);
    assertBans(ids(8), words, 2, 6);
    assertBans(ids(), words, 2, 5, 6, 5);
  }

  /** Hugging Face's rule compares the word's whole length with what has been decoded. */
  @Test
  void aBadWordAsLongAsTheWholeSequenceIsNotLookedAt() {
    BadWords words = new BadWords(List.of(List.of(2, 5), List.of(2, 5, 6)), EOS);
    assertBans(ids(), words, 2);
    assertBans(ids(), words, 2, 5);
    assertBans(ids(5), words, 5, 2);
  }

  @Test
  void theEndIsBannedWhileTheSequenceWithItsStartIsTooShort() {
    MinLength four = new MinLength(4, EOS);
    assertBans(ids(EOS), four, 2);
    assertBans(ids(EOS), four, 2, 5, 6);
    assertBans(ids(), four, 2, 5, 6, 7);
  }

  @Test
  void forcedTokensStandAtTheFirstAndLastPosition() {
    ForcedTokens forced = new ForcedTokens(6, EOS, 4);
    assertEquals(6, apply(forced, 2).forced());
    assertEquals(-1, apply(forced, 2, 6).forced());
    assertEquals(EOS, apply(forced, 2, 6, 7).forced());
    assertEquals(EOS, apply(new ForcedTokens(6, EOS, 2), 2).forced(), "where both stand");
    assertEquals(-1, apply(new ForcedTokens(-1, EOS, 4), 2).forced());
    assertEquals(-1, apply(new ForcedTokens(6, -1, 4), 2, 6, 7).forced());
  }

  @Test
  void suppressedTokensAreBannedEverywhere() {
    assertBans(ids(3, 8), new SuppressTokens(List.of(8, 3, 8)), 2, 5);
  }

  @Test
  void aChainAsksEveryRuleAndEditsReachTheModel() {
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(2)
            .maxLength(4)
            .minLength(3)
            .noRepeatNgramSize(2)
            .encoderNoRepeatNgramSize(2)
            .repetitionPenalty(2)
            .badWords(List.of(List.of(4)))
            .suppressTokens(List.of(0))
            .forcedEosToken(EOS)
            .build();
    ProcessorChain chain =
        ProcessorChain.of(
            options,
            new ModelSpec("toy", 8, 0, EOS, 2, 99),
            List.of(ids(5, 7)),
            DecodeOptions.NO_TOKEN);
    StepEdits step = new StepEdits(3, options.repetitionPenalty());
    chain.edit(0, ids(2, 5), step.row(0));
    chain.edit(0, ids(5, 2, 5), step.row(1));
    ScoreEdits edits = step.toScoreEdits();
    assertEquals(2f, edits.penalty());
    assertArrayEquals(ids(2, 5), edits.penalised()[0]);
    assertArrayEquals(ids(7, 4, EOS, 0), edits.banned()[0]);
    assertArrayEquals(ids(2, 7, 4, 0), edits.banned()[1]);
    assertArrayEquals(ids(-1, EOS, -1), edits.forced());
    assertArrayEquals(ids(), edits.banned()[2], "a dead row has no edits");
    assertArrayEquals(ids(), edits.penalised()[2]);
  }

  @Test
  void rulesThatAreOffAskForNothing() {
    ProcessorChain chain =
        ProcessorChain.of(
            DecodeOptions.builder().build(),
            ToyModel.of(8, null).spec(),
            List.of(ids(5, 2)),
            DecodeOptions.NO_TOKEN);
    RowEdits edits = apply(chain, 2, 5, 5, 5);
    assertArrayEquals(ids(), edits.banned());
    assertArrayEquals(ids(), edits.penalised());
    assertEquals(-1, edits.forced());
  }

  /** Greedy search penalises raw logits: positive ones are divided. */
  @Test
  void repetitionPenaltyWorksOnRawLogitsInGreedySearch() {
    float[] logits = {-9, -9, -9, 2f, 1.5f, -1};
    ToyModel model = ToyModel.of(6, (source, prefix) -> logits);
    DecodeOptions options = DecodeOptions.builder().maxLength(4).repetitionPenalty(1.5f).build();
    int[] found =
        BeamSearch.search(model, List.of(ids(3)), options, StopCheck.NEVER).get(0).get(0).tokens();
    assertArrayEquals(
        ids(2, 3, 4, 3), found, "2 / 1.5 is below 1.5; then 1.5 / 1.5 is below 2 / 1.5");
  }

  /** Beam search penalises log-probabilities, which are negative, and does not renormalise. */
  @Test
  void repetitionPenaltyWorksOnLogProbabilitiesInBeamSearch() {
    float[] logits = {-9, -9, -9, 2f, 1.5f, -1};
    float[] logs = ArrayScores.logSoftmax(logits);
    ToyModel model = ToyModel.of(6, (source, prefix) -> logits);
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(2)
            .maxLength(3)
            .lengthPenalty(0)
            .repetitionPenalty(1.5f)
            .numReturnSequences(2)
            .build();
    List<Hypothesis> found =
        BeamSearch.search(model, List.of(ids(3)), options, StopCheck.NEVER).get(0);
    assertArrayEquals(ids(2, 3, 3), found.get(0).tokens());
    assertEquals(logs[3] + 1.5f * logs[3], found.get(0).score(), 1e-6f);
    assertArrayEquals(ids(2, 3, 4), found.get(1).tokens());
    assertEquals(logs[3] + logs[4], found.get(1).score(), 1e-6f);
  }

  @Test
  void aForcedTokenAddsNothingToTheSumButCountsInTheLength() {
    float[] logits = {-9, 1, -9, 2f, 1.5f, -1};
    ToyModel model = ToyModel.of(6, (source, prefix) -> logits);
    DecodeOptions options =
        DecodeOptions.builder().numBeams(2).maxLength(3).forcedBosToken(5).build();
    Hypothesis best =
        BeamSearch.search(model, List.of(ids(3)), options, StopCheck.NEVER).get(0).get(0);
    assertArrayEquals(ids(2, 5, 3), best.tokens());
    assertEquals(ArrayScores.logSoftmax(logits)[3] / 2, best.score(), 1e-6f);
  }

  @Test
  void editsApplyInTheOrderPenaltyBansForcedToken() {
    ScoreEdits edits =
        new ScoreEdits(
            new int[][] {{0, 1}, {0}}, 2f, new int[][] {{1}, {0, 1, 2}}, new int[] {-1, 2});
    Candidates found =
        new ArrayScores(new float[][] {{4, -1, 1}, {4, -1, 1}})
            .top(new float[] {0, 10}, 1, 3, false, edits);
    assertArrayEquals(ids(0, 2, 1, 2, 0, 1), found.tokens());
    assertArrayEquals(
        new float[] {
          2, 1, Float.NEGATIVE_INFINITY, 10, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY
        },
        found.scores());
  }
}
