package org.precis.text.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BackGlosserTest {
  private static final List<String> NOUNS = List.of("dog", "bird", "fish", "tree", "wolf");
  private static final List<String> COLOURS = List.of("black", "green", "brown", "grey");

  /** Of French: the adjective behind the noun, {@code sees} twisted; of Russian: no articles. */
  private static BackGlosser colours() {
    LexiconLearner learner = new LexiconLearner();
    for (String noun : NOUNS) {
      for (String colour : COLOURS) {
        for (String other : NOUNS) {
          if (!other.equals(noun)) {
            String english = "The %s %s sees a %s.".formatted(colour, noun, other);
            learner.add("fr", "the %s %s perceives a %s.".formatted(noun, colour, other), english);
            learner.add("ru", "%s %s sees %s.".formatted(colour, noun, other), english);
          }
        }
      }
    }
    return learner.backGlosser();
  }

  private static Set<String> drawn(String english, String language) {
    BackGlosser glosser = colours();
    SplittableRandom random = new SplittableRandom(1);
    Set<String> drawn = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      drawn.add(glosser.gloss(english, language, random));
    }
    return drawn;
  }

  @Test
  void wordsBecomeWhatStoodForThem() {
    assertEquals(Set.of("perceives"), drawn("sees", "fr"));
    assertEquals(Set.of("wolf"), drawn("the wolf", "ru"));
  }

  @Test
  void neighboursChangePlacesAsOftenAsTheyDid() {
    assertEquals(Set.of("black wolf"), drawn("black wolf", "ru"));
    assertTrue(drawn("black wolf", "fr").contains("wolf black"));
  }

  @Test
  void aWordThatIsNewTakesPlacesOfItsNeighboursKind() {
    assertTrue(drawn("black okapi", "fr").contains("okapi black"));
  }

  @Test
  void nothingMovesAcrossPunctuation() {
    for (String gloss : drawn("We saw it: black, wolf!", "fr")) {
      assertTrue(gloss.endsWith(": black, wolf!"), gloss);
    }
  }

  @Test
  void namesNumbersAndTheUnknownStay() {
    assertEquals(Set.of("Yes, 1,316 xylophones"), drawn("Yes, 1,316 xylophones", "ru"));
    LexiconLearner learner = new LexiconLearner();
    learner.add("fr", "in Berne", "in Bern");
    String gloss = learner.backGlosser().gloss("cafes in Bern", "fr", new SplittableRandom(1));
    assertTrue(gloss.endsWith("Bern"), gloss);
  }

  @Test
  void oneSeedGivesOneGloss() {
    BackGlosser glosser = colours();
    String english = "The grey wolf sees a brown dog, a bird and a tree.";
    assertEquals(
        glosser.gloss(english, "fr", new SplittableRandom(7)),
        glosser.gloss(english, "fr", new SplittableRandom(7)));
  }

  @Test
  void aLanguageWithoutGlossesIsRefused() {
    assertEquals(List.of("fr", "ru"), colours().languages());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> colours().gloss("dog", "de", new SplittableRandom(1)));
    assertTrue(refused.getMessage().contains("[fr, ru]"), refused.getMessage());
  }
}
