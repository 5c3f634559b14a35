package org.precis.summarize;

import java.util.Optional;
import org.precis.text.Document;
import org.precis.text.Section;

/** Tells which documents are not worth a summary. */
final class SourceCheck {
  /** Below this share of letters, what is not white space is hardly prose in any script. */
  private static final double LEAST_LETTERS = 0.35;

  private SourceCheck() {}

  /** Why a document is skipped; empty if it is not. */
  static Optional<String> reasonToSkip(Document document, int minCharacters) {
    long visible = 0;
    long letters = 0;
    for (Section section : document.sections()) {
      String text = section.text();
      for (int i = 0; i < text.length(); ) {
        int character = text.codePointAt(i);
        i += Character.charCount(character);
        if (!Character.isWhitespace(character)) {
          visible++;
          letters += isLetter(character) ? 1 : 0;
        }
      }
    }
    if (visible == 0) {
      return Optional.of(Reasons.EMPTY);
    }
    if (letters < LEAST_LETTERS * visible) {
      return Optional.of(Reasons.UNREADABLE);
    }
    return visible < minCharacters ? Optional.of(Reasons.TOO_SHORT) : Optional.empty();
  }

  /** Letters and the marks that go with them in Indic scripts, Thai, Burmese, pointed Arabic. */
  private static boolean isLetter(int character) {
    return Character.isLetter(character)
        || switch (Character.getType(character)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }
}
