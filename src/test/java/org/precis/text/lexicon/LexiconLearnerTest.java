package org.precis.text.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LexiconLearnerTest {
  private static final List<String> GERMAN = List.of("Hund", "Vogel", "Fisch", "Baum", "Wolf");
  private static final List<String> ENGLISH = List.of("dog", "bird", "fish", "tree", "wolf");

  /** Every two of the nouns, the second one after its adjective. */
  private static LexiconLearner animals() {
    LexiconLearner learner = new LexiconLearner();
    for (int i = 0; i < GERMAN.size(); i++) {
      for (int j = 0; j < GERMAN.size(); j++) {
        if (i != j) {
          learner.add(
              "de",
              "Der %s sieht den alten %s.".formatted(GERMAN.get(i), GERMAN.get(j)),
              "The %s sees the old %s.".formatted(ENGLISH.get(i), ENGLISH.get(j)));
        }
      }
    }
    return learner;
  }

  @Test
  void wordsThatStandTogetherAreLinked() {
    Lexicon lexicon = animals().learn();
    assertEquals(
        "the tree sees the old bird", lexicon.gloss("Der Baum sieht den alten Vogel", "de").text());
  }

  @Test
  void aWordWithoutTranslationIsLeftOut() {
    LexiconLearner learner = animals();
    for (String german : GERMAN) {
      String english = ENGLISH.get(GERMAN.indexOf(german));
      learner.add("de", german, english);
      learner.add("de", "doch " + german, english);
    }
    assertEquals("sees the", learner.learn().gloss("sieht doch den", "de").text());
  }

  @Test
  void severalEnglishWordsMayStandForOne() {
    LexiconLearner learner = animals();
    for (String english : ENGLISH) {
      String german = GERMAN.get(ENGLISH.indexOf(english));
      learner.add("de", "Der " + german + " übernachtet.", "The " + english + " stays overnight.");
    }
    assertEquals("stays overnight", learner.learn().gloss("übernachtet", "de").text());
  }

  @Test
  void languagesAreLearnedApart() {
    LexiconLearner learner = animals();
    for (int i = 0; i < 3; i++) {
      learner.add("nl", "hond", "hound");
    }
    Lexicon lexicon = learner.learn();
    assertEquals(Set.of("de", "nl"), lexicon.languages());
    assertEquals("hound", lexicon.gloss("Hond", "nl").text());
    assertFalse(lexicon.knows("en"));
  }

  @Test
  void namesKeepTheirCapital() {
    LexiconLearner learner = new LexiconLearner();
    for (String verb : List.of("liegt", "brennt", "schläft")) {
      learner.add("de", "Köln " + verb, "Cologne " + verb);
      learner.add("de", "Heute " + verb + " Köln", "today " + verb + " Cologne");
      learner.add("de", "Bonn " + verb, "Bonn " + verb);
    }
    assertEquals("Cologne", learner.learn().gloss("köln", "de").text());
  }

  @Test
  void aForgottenSpaceJoinsNoWords() {
    LexiconLearner learner = new LexiconLearner();
    for (String noun : ENGLISH) {
      String german = GERMAN.get(ENGLISH.indexOf(noun));
      learner.add("de", "Ein " + german + ".Sie lacht", "A " + noun + ".She laughs");
    }
    assertEquals("dog.She laughs", learner.learn().gloss("Hund.Sie lacht", "de").text());
  }

  @Test
  void aWordSeenOnceLeansOnThoseThatBeginLikeIt() {
    LexiconLearner learner = animals();
    learner.add(
        "de",
        "Der Hund sieht den alten Baum Wolfes Beute.",
        "The dog sees the old tree prey wolf.");
    Lexicon lexicon = learner.learn();
    assertEquals("wolf", lexicon.gloss("Wolfes", "de").text());
    assertEquals("prey", lexicon.gloss("Beute", "de").text());
  }

  @Test
  void aWeakLinkTeachesNoWord() {
    LexiconLearner learner = animals();
    learner.add("de", "Tau Nebel", "mist");
    learner.add("de", "Regen", "rain");
    Lexicon lexicon = learner.learn();
    assertEquals("rain", lexicon.gloss("Regen", "de").text());
    assertEquals("Nebel", lexicon.gloss("Nebel", "de").text());
  }
}
