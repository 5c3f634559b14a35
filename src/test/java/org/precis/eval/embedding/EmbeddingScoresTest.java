package org.precis.eval.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.embedding.MoverScore.Settings;
import org.precis.eval.embedding.MoverScore.Settings.Version;

/** Examples worked by hand: r1 = h3 = (1, 0), r2 = (.6, .8), h1 = (.8, .6), h2 = (0, 1). */
class EmbeddingScoresTest {
  private static final TokenEncoder ENCODER =
      new ToyEncoder(
          Map.of(
              "r1", new double[] {2, 0},
              "r2", new double[] {.6, .8},
              "h1", new double[] {.8, .6},
              "h2", new double[] {0, 3}));

  private static final String REFERENCE = "r1 r2";
  private static final String CANDIDATE = "h1 h2 r1";

  @Test
  void everyTokenIsMatchedWithTheMostSimilar() {
    PrecisionRecall found = new BertScore(ENCODER).score(List.of(REFERENCE), CANDIDATE);
    check(.92, .98, .9490526, found);
  }

  @Test
  void rescalingUsesTheBaselineOfFItself() {
    BertScore score =
        new BertScore(ENCODER, Optional.empty(), Optional.of(Baseline.ROBERTA_LARGE_17));
    check(.5252061, .8813098, .6981330, score.score(List.of(REFERENCE), CANDIDATE));
  }

  @Test
  void rareTokensWeighMore() {
    InverseDocumentFrequency idf =
        InverseDocumentFrequency.of(
            List.of(List.of("r1", "r2"), List.of("r1", "h2"), List.of("r1", "r1")));
    BertScore score = new BertScore(ENCODER, Optional.of(idf), Optional.empty());
    check(.9066667, .96, .9325714, score.score(List.of(REFERENCE), CANDIDATE));
  }

  @Test
  void ofSeveralReferencesTheBestCountsForEachFigure() {
    BertScore score = new BertScore(ENCODER);
    PrecisionRecall both = score.score(List.of(REFERENCE, "r1"), CANDIDATE);
    check(.92, 1, Math.max(.9490526, score.score(List.of("r1"), CANDIDATE).f()), both);
  }

  @Test
  void anEmptyCandidateScoresNothing() {
    assertEquals(PrecisionRecall.ZERO, new BertScore(ENCODER).score(List.of(REFERENCE), ""));
  }

  @Test
  void noReferenceIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BertScore(ENCODER).score(List.of(), CANDIDATE));
    assertEquals("a candidate needs at least one reference, got 0", error.getMessage());
  }

  private static void check(double precision, double recall, double f, PrecisionRecall found) {
    assertArrayEquals(
        new double[] {precision, recall, f},
        new double[] {found.precision(), found.recall(), found.f()},
        1e-7);
  }

  @Test
  void tokensWithoutMeaningAreNotMoved() {
    InverseDocumentFrequency even = InverseDocumentFrequency.of(List.of(List.of("x")));
    Settings settings = new Settings(Set.of("h2"), even, even, Version.V2);
    MoverScore score = new MoverScore(ENCODER, settings);
    assertEquals(1, score.score("r1 r2", "r1 h2 ##r2 . r2"), 1e-12);
    assertEquals(0, score.score("r1 r2", "h2 ."));
  }

  @Test
  void likeTextsInTheRightLanguageScoreOne() {
    Lase lase = new Lase(text -> new double[] {text.length() > 5 ? 3 : 1, 0}, (t, l) -> 1);
    assertEquals(1, lase.score("one two three", "en", "un deux", "fr"), 1e-12);
    Lase unsure = new Lase(text -> new double[] {1, 0}, (t, l) -> l.equals("fr") ? .25 : 1);
    assertEquals(.25, unsure.score("one two three", "en", "un deux", "fr"), 1e-12);
    String eighteen = "a b c d e f g h i j k l m n o p q r";
    assertEquals(Math.exp(-1), unsure.score("a b c", "fr", eighteen, "en"), 1e-12);
  }
}
