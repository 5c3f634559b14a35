package org.precis.eval.human;

import java.util.Locale;

/** What raters judge, from 1 to 5; the three criteria of ACROSS's human evaluation. */
public enum Criterion {
  /** Whether the summary is well-formed. */
  FLUENCY("Is it grammatical and easy to read?"),
  /** Whether it says what matters. */
  INFORMATIVENESS("Does it say what matters in the text, and nothing wrong?"),
  /** Whether it says no more. */
  CONCISENESS("Is it short, without repetition and side issues?");

  /** The worst rating. */
  public static final int LOWEST = 1;

  /** The best rating. */
  public static final int HIGHEST = 5;

  private final String question;

  Criterion(String question) {
    this.question = question;
  }

  /** Its column in a form. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What raters are asked. */
  String question() {
    return question;
  }
}
