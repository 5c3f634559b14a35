package org.precis.text.sentence;

import java.util.List;
import org.precis.text.Span;
import org.precis.text.WhiteSpace;

/** Cuts sentences that no model and no reader could take in one piece. */
final class LongSentences {
  /** Longest piece in characters. */
  static final int LONGEST = 2_000;

  /** Signs to cut after, the best first. */
  private static final List<String> SIGNS = List.of(";；؛:：", ",،，、၊—–");

  private LongSentences() {}

  /** Adds the pieces of a sentence to {@code pieces}; one if it is not too long. */
  static void cut(String text, Span sentence, List<Span> pieces) {
    int start = sentence.start();
    while (sentence.end() - start > LONGEST) {
      int end = place(text, start);
      pieces.add(trimmed(text, start, end));
      start = end;
      while (WhiteSpace.is(text.charAt(start))) {
        start++; // a sentence does not end with white space
      }
    }
    pieces.add(new Span(start, sentence.end()));
  }

  /** Where to cut a piece that begins at {@code start}: late, after a sign, else at a space. */
  private static int place(String text, int start) {
    int latest = start + LONGEST;
    int earliest = start + LONGEST / 2;
    for (String signs : SIGNS) {
      for (int i = latest; i > earliest; i--) {
        if (signs.indexOf(text.charAt(i - 1)) >= 0 && mayCut(text, i)) {
          return i;
        }
      }
    }
    for (int i = latest; i > earliest; i--) {
      if (WhiteSpace.is(text.charAt(i))) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(latest)) ? latest - 1 : latest;
  }

  /** Not within a number such as 3,14 or 12:30. */
  private static boolean mayCut(String text, int at) {
    return WhiteSpace.is(text.charAt(at)) || Punctuation.isIdeographic(text.codePointAt(at));
  }

  private static Span trimmed(String text, int start, int end) {
    int last = end;
    while (WhiteSpace.is(text.charAt(last - 1))) {
      last--;
    }
    return new Span(start, last);
  }
}
