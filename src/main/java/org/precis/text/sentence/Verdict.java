package org.precis.text.sentence;

/** What a stop does. */
enum Verdict {
  /** It ends a sentence. */
  ENDS,
  /** The sentence goes on. */
  GOES_ON,
  /** The rules do not say: a model may. */
  ASK
}
