package org.precis.text.sentence;

/** Tells whether a period ends a sentence where the rules cannot. Not thread-safe. */
interface StopModel {
  /** Characters before the period that a model is shown; no word is longer. */
  int BEFORE = 200;

  /** Characters after the period that a model is shown. */
  int AFTER = 60;

  /** Whether the sentence ends with the period, which has a word before it and text after it. */
  boolean ends(StopContext stop);

  /** Where the excerpt around the period begins that a model is shown. */
  static int windowStart(StopContext stop) {
    return Math.max(stop.sentence(), stop.stop() - BEFORE);
  }

  /** The excerpt around the period: a model's time must not depend on the paragraph. */
  static String window(StopContext stop) {
    return stop.text().substring(windowStart(stop), Math.min(stop.to(), stop.next() + AFTER));
  }
}
