package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.ToyModel;

/** Sequences of as many sentences as each source deserves, each ended by a token. */
class SentenceLimitsTest {
  private static final int VOCABULARY = 12;
  private static final int END = 1;
  private static final int MARK = 3;
  private static final int LONG = 40;

  /** Sentences of three tokens and an end; would rather end at once. */
  private static ToyModel sentencesOfThree(int end) {
    return ToyModel.of(
        VOCABULARY,
        (source, prefix) -> {
          float[] logits = ToyModel.randomNetwork(VOCABULARY, 7).logits(source, prefix);
          logits[END] = -50;
          logits[MARK] = -50;
          int words = 0;
          for (int i = prefix.length - 1; i > 0 && prefix[i] != end; i--) {
            words++;
          }
          logits[end] = words == 0 || words == 3 ? 50 : -50;
          return logits;
        });
  }

  private static List<int[]> sources(int count) {
    return IntStream.range(0, count).mapToObj(i -> new int[] {5 + i, 4}).toList();
  }

  private static DecodeOptions.Builder options(int beams) {
    return DecodeOptions.builder().numBeams(beams).maxLength(LONG);
  }

  private static List<Hypothesis> search(
      ToyModel model, DecodeOptions options, int end, int maxTokens, Integer... counts) {
    SentenceLimits limits = new SentenceLimits(end, List.of(counts), maxTokens);
    return BeamSearch.search(model, sources(counts.length), options, limits, StopCheck.NEVER)
        .stream()
        .map(found -> found.get(0))
        .toList();
  }

  private static int count(int[] tokens, int token) {
    return (int) Arrays.stream(tokens).skip(1).filter(t -> t == token).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everySourceHasItsNumberOfSentences(int beams) {
    for (int end : new int[] {END, MARK}) {
      List<Hypothesis> found =
          search(sentencesOfThree(end), options(beams).build(), end, LONG, 2, 1, 3);
      for (int i = 0; i < 3; i++) {
        int[] tokens = found.get(i).tokens();
        int sentences = List.of(2, 1, 3).get(i);
        assertEquals(sentences, count(tokens, end), Arrays.toString(tokens));
        assertEquals(1 + 4 * sentences, tokens.length, Arrays.toString(tokens));
        assertEquals(end, tokens[tokens.length - 1]);
        assertTrue(found.get(i).complete());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSourcesSentencesDoNotDependOnTheRestOfTheBatch(int beams) {
    List<Hypothesis> together =
        search(sentencesOfThree(END), options(beams).build(), END, LONG, 2, 1, 3);
    int[] alone =
        BeamSearch.search(
                sentencesOfThree(END),
                sources(3).subList(2, 3),
                options(beams).build(),
                new SentenceLimits(END, List.of(3), LONG),
                StopCheck.NEVER)
            .get(0)
            .get(0)
            .tokens();
    assertArrayEquals(alone, together.get(2).tokens());
  }

  @Test
  void noSentenceIsEmptyThoughTheModelWantsOne() {
    ToyModel eager =
        ToyModel.of(
            VOCABULARY,
            (source, prefix) -> {
              float[] logits = ToyModel.randomNetwork(VOCABULARY, 7).logits(source, prefix);
              logits[END] = 100;
              return logits;
            });
    int[] tokens =
        search(eager, options(2).forcedBosToken(4).build(), END, LONG, 2).get(0).tokens();
    assertEquals(6, tokens.length, Arrays.toString(tokens));
    assertEquals(4, tokens[1]);
    assertEquals(END, tokens[3]);
    assertEquals(END, tokens[5]);
  }

  @Test
  void theModelsEndEndsASequenceWithTooFewSentences() {
    ToyModel endsEarly =
        ToyModel.of(
            VOCABULARY,
            (source, prefix) -> {
              float[] logits = new float[VOCABULARY];
              logits[prefix.length == 1 ? 5 : prefix.length == 2 ? MARK : END] = 100;
              return logits;
            });
    int[] tokens = search(endsEarly, options(1).build(), MARK, LONG, 3).get(0).tokens();
    assertArrayEquals(new int[] {2, 5, MARK, END}, tokens);
  }

  @Test
  void aSentenceEndIsNoRepetition() {
    int[] tokens =
        search(sentencesOfThree(END), options(2).noRepeatNgramSize(1).build(), END, LONG, 2)
            .get(0)
            .tokens();
    assertEquals(9, tokens.length, Arrays.toString(tokens));
    int[] words = Arrays.stream(tokens).skip(1).filter(t -> t != END).toArray();
    assertEquals(words.length, Arrays.stream(words).distinct().count());
  }

  @Test
  void ngramsDoNotReachOverASentenceEnd() {
    NoRepeatNgram bigrams = new NoRepeatNgram(2, END);
    assertArrayEquals(new int[] {}, banned(bigrams, 2, 5, 6, END, 7, END));
    assertArrayEquals(new int[] {6}, banned(bigrams, 2, 5, 6, END, 5));
    assertArrayEquals(new int[] {}, banned(bigrams, 2, 5, END, 5));
  }

  private static int[] banned(LogitsProcessor rule, int... tokens) {
    RowEdits edits = new RowEdits();
    rule.edit(0, tokens, edits);
    return edits.banned();
  }

  @Test
  void sentencesWithoutEndAreCutByTheirLength() {
    ToyModel endless =
        ToyModel.of(
            VOCABULARY,
            (source, prefix) -> {
              float[] logits = ToyModel.randomNetwork(VOCABULARY, 7).logits(source, prefix);
              logits[END] = -100;
              return logits;
            });
    for (int beams : new int[] {1, 3}) {
      List<Hypothesis> found = search(endless, options(beams).build(), END, 5, 1, 3, 20);
      assertEquals(
          List.of(6, 16, LONG),
          found.stream().map(hypothesis -> hypothesis.tokens().length).toList());
    }
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SentenceLimits(END, List.of(1, 0), 9));
    assertThrows(IllegalArgumentException.class, () -> new SentenceLimits(-1, List.of(1), 9));
    assertThrows(IllegalArgumentException.class, () -> new SentenceLimits(END, List.of(1), 1));
    ToyModel model = sentencesOfThree(END);
    DecodeOptions options = options(1).build();
    SentenceLimits two = new SentenceLimits(END, List.of(1, 1), 9);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> BeamSearch.search(model, sources(1), options, two, StopCheck.NEVER))
            .getMessage();
    assertTrue(message.contains("2 numbers for 1 sources"), message);
    assertThrows(IllegalArgumentException.class, () -> search(model, options, VOCABULARY, 9, 1));
    assertFalse(model.sessions().stream().anyMatch(session -> !session.isClosed()));
  }
}
