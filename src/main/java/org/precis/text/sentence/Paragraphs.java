package org.precis.text.sentence;

import java.util.ArrayList;
import java.util.List;
import org.precis.text.Span;
import org.precis.text.WhiteSpace;

/** Cuts a text into paragraphs at blank lines. */
final class Paragraphs {
  private Paragraphs() {}

  /** Paragraphs in order, without white space around them, none empty. */
  static List<Span> of(String text) {
    List<Span> paragraphs = new ArrayList<>();
    int start = -1;
    int end = 0;
    int lineEnds = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!WhiteSpace.is(c)) {
        if (start >= 0 && lineEnds > 1) {
          paragraphs.add(new Span(start, end));
          start = -1;
        }
        start = start < 0 ? i : start;
        end = i + 1;
        lineEnds = 0;
      } else if (c == '\u2029') {
        lineEnds += 2;
      } else if (WhiteSpace.isLineEnd(c) && !isSecondOfCrLf(text, i)) {
        lineEnds++;
      }
    }
    if (start >= 0) {
      paragraphs.add(new Span(start, end));
    }
    return paragraphs;
  }

  private static boolean isSecondOfCrLf(String text, int i) {
    return i > 0 && text.charAt(i) == '\n' && text.charAt(i - 1) == '\r';
  }
}
