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

  private static final int DRAWS = 200;

  /** Of French: the adjective behind the noun, {@code sees} twisted; of Russian: no articles. */
  private static BackGlosser colours() {
    BackGlosser.Learner learner = new BackGlosser.Learner();
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
    return learner.learn();
  }

  private static Set<String> drawn(String english, String language) {
    BackGlosser glosser = colours();
    SplittableRandom random = new SplittableRandom(1);
    Set<String> drawn = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(glosser.gloss(english, language, random));
    }
    return drawn;
  }

  @Test
  void wordsBecomeWhatStoodForThem() {
    assertEquals(Set.of("perceives"), drawn("sees", "fr"));
    assertEquals(Set.of("wolf"), drawn("the wolf", "ru"));
  }

  private static int swaps(BackGlosser glosser, String english, String language) {
    SplittableRandom random = new SplittableRandom(1);
    String[] words = english.split("[ -]", -1);
    String separator = english.substring(words[0].length(), words[0].length() + 1);
    int swaps = 0;
    for (int i = 0; i < DRAWS; i++) {
      String gloss = glosser.gloss(english, language, random);
      swaps += gloss.equals(words[1] + separator + words[0]) ? 1 : 0;
    }
    return swaps;
  }

  private static void assertShare(double low, double high, int swaps) {
    assertTrue(low * DRAWS <= swaps && swaps <= high * DRAWS, swaps + " of " + DRAWS);
  }

  @Test
  void neighboursChangePlacesAboutAsOftenAsTheyDid() {
    assertShare(0.85, 0.99, swaps(colours(), "black wolf", "fr"));
    assertEquals(0, swaps(colours(), "black wolf", "ru"));
    BackGlosser.Learner learner = new BackGlosser.Learner();
    for (String noun : NOUNS) {
      for (int i = 0; i < 10; i++) {
        String english = "grey " + noun;
        learner.add("it", i % 2 == 0 ? english : noun + " grey", english);
      }
    }
    assertShare(0.35, 0.65, swaps(learner.learn(), "grey wolf", "it"));
  }

  @Test
  void aWordThatIsNewTakesPlacesOfItsNeighboursKind() {
    assertShare(0.7, 0.99, swaps(colours(), "black okapi", "fr"));
    assertShare(0.7, 0.99, swaps(colours(), "black-okapi", "fr"));
  }

  @Test
  void contractionsAreWords() {
    BackGlosser.Learner learner = new BackGlosser.Learner();
    learner.add("fr", "I don't know it's late", "I don't know it's late");
    String gloss = learner.learn().gloss("It's late, don't", "fr", new SplittableRandom(1));
    assertEquals("It's late, don't", gloss);
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
    BackGlosser.Learner learner = new BackGlosser.Learner();
    learner.add("fr", "in Berne", "in Bern");
    String gloss = learner.learn().gloss("cafes in Bern", "fr", new SplittableRandom(1));
    assertTrue(gloss.endsWith("Bern"), gloss);
  }

  @Test
  void oneSeedGivesOneGloss() {
    String english = "The grey wolf sees a brown dog, a bird and a tree.";
    assertEquals(
        colours().gloss(english, "fr", new SplittableRandom(7)),
        colours().gloss(english, "fr", new SplittableRandom(7)));
    assertTrue(drawn(english, "fr").size() > 1);
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
