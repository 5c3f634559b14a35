package org.precis.train.augment;

import java.util.List;
import org.precis.text.lexicon.Lexicon;

/**
 * Translates word by word, with a lexicon that was learned from English into another language: for
 * languages that no translation model is at hand for. Thread-safe.
 */
public final class LexiconTranslator implements Translator {
  private static final String ENGLISH = "en";

  private final Lexicon lexicon;

  /**
   * A translator out of English.
   *
   * @throws IllegalArgumentException if the lexicon has no English words
   */
  public LexiconTranslator(Lexicon lexicon) {
    if (!lexicon.knows(ENGLISH)) {
      throw new IllegalArgumentException(
          "the lexicon has words of %s, and none of English; learn it from rows whose 'text' and 'language' are English and whose 'summary' is their translation"
              .formatted(lexicon.languages()));
    }
    this.lexicon = lexicon;
  }

  @Override
  public List<String> translate(List<String> sentences) {
    return sentences.stream().map(sentence -> lexicon.gloss(sentence, ENGLISH).text()).toList();
  }
}
