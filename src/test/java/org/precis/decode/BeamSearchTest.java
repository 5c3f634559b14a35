package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.precis.model.ModelException;
import org.precis.model.ToyModel;
import org.precis.model.ToySession;

/** How the search treats a session: rows, pruning, stopping, failing. */
class BeamSearchTest {
  private static final int VOCABULARY = 12;

  /** Ends a sequence with certainty once it has as many tokens as the source's first number. */
  private static final ToyModel.Network ENDS_WHEN_TOLD =
      (source, prefix) -> {
        float[] logits = ToyModel.randomNetwork(VOCABULARY, 7).logits(source, prefix);
        logits[1] = prefix.length >= source[0] ? 100f : -100f;
        return logits;
      };

  private static DecodeOptions.Builder beams(int count) {
    return DecodeOptions.builder().numBeams(count).maxLength(10);
  }

  private static List<int[]> sources(int... firstNumbers) {
    return IntStream.of(firstNumbers).mapToObj(number -> new int[] {number, 3}).toList();
  }

  private static List<List<Hypothesis>> search(
      ToyModel model, List<int[]> sources, DecodeOptions options) {
    return BeamSearch.search(model, sources, options, StopCheck.NEVER);
  }

  private static ToySession onlySession(ToyModel model) {
    assertEquals(1, model.sessions().size());
    ToySession session = model.sessions().get(0);
    assertTrue(session.isClosed());
    return session;
  }

  @Test
  void theFirstStepHasOneRowASourceAndFinishedSourcesLeave() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    DecodeOptions options = beams(3).earlyStopping(EarlyStopping.TRUE).build();
    List<List<Hypothesis>> found = search(model, sources(2, 5, 3), options);
    assertEquals(List.of(3, 6, 4), found.stream().map(f -> f.get(0).tokens().length).toList());
    assertEquals(List.of(3, 9, 6, 3, 3), onlySession(model).rowsOfSteps());
  }

  @Test
  void greedySearchHasOneRowASourceAndReordersOnlyToDropSources() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    List<List<Hypothesis>> found = search(model, sources(2, 5, 3), beams(1).build());
    assertEquals(List.of(3, 6, 4), found.stream().map(f -> f.get(0).tokens().length).toList());
    ToySession session = onlySession(model);
    assertEquals(List.of(3, 3, 2, 1, 1), session.rowsOfSteps());
    assertEquals(2, session.reorders().size());
    assertArrayEquals(new int[] {1, 2}, session.reorders().get(0));
    assertArrayEquals(new int[] {0}, session.reorders().get(1));
  }

  @Test
  void theSessionIsNeverAskedToReorderNothing() {
    ToyModel model = ToyModel.of(VOCABULARY, ToyModel.randomNetwork(VOCABULARY, 5));
    search(model, sources(4, 5, 6), beams(2).build());
    search(model, sources(4), beams(2).noRepeatNgramSize(2).build());
    for (ToySession session : model.sessions()) {
      assertFalse(session.reorders().isEmpty());
      int rows = session.rowsOfSteps().get(0);
      for (int[] parents : session.reorders()) {
        int[] identity = IntStream.range(0, rows).toArray();
        assertFalse(Arrays.equals(identity, parents), () -> Arrays.toString(parents));
        rows = parents.length;
      }
    }
  }

  @Test
  void aForcedFirstTokenKeepsASingleRow() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    List<List<Hypothesis>> found = search(model, sources(4, 4), beams(3).forcedBosToken(6).build());
    assertEquals(6, found.get(0).get(0).tokens()[1]);
    assertEquals(List.of(2, 2, 6), onlySession(model).rowsOfSteps().subList(0, 3));
  }

  @Test
  void aSourceWithFewerBeamsThanOthersIsPaddedAndFindsTheSame() {
    ToyModel.Network narrow =
        (source, prefix) -> {
          float[] logits = ToyModel.randomNetwork(VOCABULARY, 3).logits(source, prefix);
          for (int token = 0; source[0] == 4 && token < VOCABULARY; token++) {
            boolean allowed = token == 5 || (token == 1 && prefix.length > 3);
            logits[token] = allowed ? logits[token] : Float.NEGATIVE_INFINITY;
          }
          return logits;
        };
    ToyModel model = ToyModel.of(VOCABULARY, narrow);
    DecodeOptions options = beams(3).numReturnSequences(3).build();
    List<List<Hypothesis>> together = search(model, sources(8, 4, 9), options);
    assertEquals(List.of(3, 9), onlySession(model).rowsOfSteps().subList(0, 2));
    List<Hypothesis> alone = search(model, sources(4), options).get(0);
    assertEquals(1, model.sessions().get(1).rowsOfSteps().get(3), "only one sequence is possible");
    assertEquals(texts(alone), texts(together.get(1)));
    assertEquals(
        List.of("[2, 5, 5, 5, 1]", "[2, 5, 5, 5, 5, 1]"),
        texts(together.get(1)).stream().sorted().limit(2).toList());
  }

  private static List<String> texts(List<Hypothesis> hypotheses) {
    return hypotheses.stream().map(h -> Arrays.toString(h.tokens())).toList();
  }

  @Test
  void fewerHypothesesThanAskedForComeBackWhereThereAreNoMore() {
    ToyModel model = ToyModel.of(4, ToyModel.randomNetwork(4, 1));
    DecodeOptions options =
        beams(4).numReturnSequences(4).maxLength(2).suppressTokens(List.of(0, 2)).build();
    assertEquals(2, search(model, sources(3), options).get(0).size(), "the end, or token 3");
  }

  @Test
  void aSearchThatIsStuckAnswersWithItsBestBeam() {
    for (int count : new int[] {1, 3}) {
      ToyModel model = ToyModel.of(4, ToyModel.randomNetwork(4, 1));
      DecodeOptions options =
          beams(count).noRepeatNgramSize(1).suppressTokens(List.of(0)).minLength(9).build();
      List<Hypothesis> found = search(model, sources(3), options).get(0);
      assertEquals(List.of("[2, 3]"), texts(found), "then everything is used up or ruled out");
      assertFalse(found.get(0).complete());
      onlySession(model);
    }
  }

  @Test
  void aStoppedSourceLeavesTheBatchAndTheOthersGoOn() {
    for (int count : new int[] {1, 3}) {
      ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
      int[] asked = new int[3];
      StopCheck third = source -> ++asked[source] > 2 && source == 1;
      DecodeOptions options = beams(count).build();
      List<List<Hypothesis>> found = BeamSearch.search(model, sources(6, 6, 5), options, third);
      assertEquals(3, found.get(1).get(0).tokens().length, "the start and two steps");
      assertFalse(found.get(1).get(0).complete());
      List<List<Hypothesis>> undisturbed = search(model, sources(6, 6, 5), options);
      assertEquals(texts(undisturbed.get(0)), texts(found.get(0)));
      assertEquals(texts(undisturbed.get(2)), texts(found.get(2)));
      assertTrue(found.get(0).get(0).complete());
      List<Integer> rows = model.sessions().get(0).rowsOfSteps();
      assertEquals(List.of(3, 3 * count, 2 * count), rows.subList(0, 3));
      assertEquals(0, model.openSessions());
    }
  }

  @Test
  void aStoppedSourceAnswersWithTheHypothesesItHas() {
    ToyModel.Network endsAtOnceOrLate =
        (source, prefix) -> {
          float[] logits = new float[VOCABULARY];
          logits[1] = prefix.length == 1 ? 3f : -50f;
          logits[5] = 4f;
          return logits;
        };
    ToyModel model = ToyModel.of(VOCABULARY, endsAtOnceOrLate);
    List<Integer> asked = new ArrayList<>();
    StopCheck fourth =
        source -> {
          asked.add(source);
          return asked.size() == 4;
        };
    DecodeOptions options = beams(2).numReturnSequences(2).lengthPenalty(0).build();
    List<Hypothesis> found = BeamSearch.search(model, sources(3), options, fourth).get(0);
    assertEquals(List.of("[2, 1]"), texts(found));
    assertTrue(found.get(0).complete());
    assertEquals(3, onlySession(model).rowsOfSteps().size());
  }

  @Test
  void aSearchStoppedAtOnceMakesNoStep() {
    for (int count : new int[] {1, 3}) {
      ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
      List<List<Hypothesis>> found =
          BeamSearch.search(model, sources(6, 5), beams(count).build(), source -> true);
      assertEquals(List.of("[2]"), texts(found.get(0)));
      assertEquals(List.of("[2]"), texts(found.get(1)));
      assertFalse(found.get(1).get(0).complete());
      assertEquals(List.of(), onlySession(model).rowsOfSteps());
    }
  }

  @Test
  void finishedSourcesAreNotAskedAbout() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    int[] asked = new int[2];
    StopCheck counting = source -> ++asked[source] < 0;
    BeamSearch.search(model, sources(2, 6), beams(1).build(), counting);
    assertArrayEquals(new int[] {2, 6}, asked, "once before each step");
  }

  @Test
  void theSessionIsClosedWhenTheModelFails() {
    IllegalStateException failure = new IllegalStateException("out of memory");
    ToyModel.Network fails =
        (source, prefix) -> {
          if (prefix.length == 3) {
            throw failure;
          }
          return ENDS_WHEN_TOLD.logits(source, prefix);
        };
    ToyModel model = ToyModel.of(VOCABULARY, fails);
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class, () -> search(model, sources(6), beams(2).build())));
    onlySession(model);
  }

  @Test
  void theSessionIsClosedWhenTheStopCheckFails() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    StopCheck fails =
        source -> {
          throw new IllegalStateException("no clock");
        };
    assertThrows(
        IllegalStateException.class,
        () -> BeamSearch.search(model, sources(6), beams(2).build(), fails));
    onlySession(model);
  }

  @Test
  void aScoreThatIsNotANumberFailsTheSearchAndClosesTheSession() {
    for (int count : new int[] {1, 2}) {
      ToyModel.Network broken =
          (source, prefix) -> {
            float[] logits = ENDS_WHEN_TOLD.logits(source, prefix);
            logits[4] = prefix.length == 3 ? Float.NaN : logits[4];
            return logits;
          };
      ToyModel model = ToyModel.of(VOCABULARY, broken);
      assertThrows(ModelException.class, () -> search(model, sources(6, 5), beams(count).build()));
      onlySession(model);
    }
  }

  @Test
  void tokensOutsideTheVocabularyAreRefusedBeforeTheModelRuns() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    for (DecodeOptions.Builder options :
        List.of(
            beams(2).forcedBosToken(VOCABULARY),
            beams(2).forcedEosToken(VOCABULARY),
            beams(2).suppressTokens(List.of(3, VOCABULARY)),
            beams(2).badWords(List.of(List.of(3, VOCABULARY))))) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class, () -> search(model, sources(4), options.build()));
      assertTrue(refusal.getMessage().contains("12"), refusal.getMessage());
    }
    assertEquals(List.of(), model.sessions());
  }

  @Test
  void anEmptyBatchIsTheModelsToRefuse() {
    ToyModel model = ToyModel.of(VOCABULARY, ENDS_WHEN_TOLD);
    assertThrows(IllegalArgumentException.class, () -> search(model, List.of(), beams(2).build()));
  }
}
