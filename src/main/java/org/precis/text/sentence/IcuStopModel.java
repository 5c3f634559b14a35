package org.precis.text.sentence;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** ICU's sentence rules, with its lists of abbreviations where it has one of the language. */
final class IcuStopModel implements StopModel {
  private final BreakIterator iterator;

  /**
   * @param language BCP 47 language
   */
  IcuStopModel(String language) {
    iterator = BreakIterator.getSentenceInstance(new ULocale(language + "-u-ss-standard"));
  }

  @Override
  public boolean ends(StopContext stop) {
    String window = StopModel.window(stop);
    int start = StopModel.windowStart(stop);
    int word = stop.stop() - stop.word().length() - start;
    // ICU takes the end of a word for an abbreviation, "ul." in "Sul.": such a match outlives the
    // loss of the word's first letter.
    String maimed = window.substring(0, word) + 'x' + window.substring(word + 1);
    int from = stop.stop() - start;
    int to = stop.next() - start;
    return hasBoundary(window, from, to) || !hasBoundary(maimed, from, to);
  }

  private boolean hasBoundary(String text, int from, int to) {
    iterator.setText(text);
    int boundary = iterator.following(from);
    return boundary != BreakIterator.DONE && boundary <= to;
  }
}
