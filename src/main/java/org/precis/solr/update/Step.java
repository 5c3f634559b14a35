package org.precis.solr.update;

import java.util.Locale;

/** The steps that a document goes through. A step that fails costs what it makes, no more. */
enum Step {
  /** Reading the values of the update. */
  SOURCE("nothing is derived from it"),
  /** Fetching what the index has of a document that is updated in part. */
  STORED("what is derived from it stays as it was"),
  /** Parsing the body. */
  PARSE("its body is taken as plain text"),
  /** Telling the language. */
  LANGUAGE("its language is unknown"),
  /** Making child documents. */
  SECTIONS("it has no sections"),
  /** Copying texts into the fields of their language. */
  FIELDS("its text cannot be searched");

  private final String consequence;

  Step(String consequence) {
    this.consequence = consequence;
  }

  /** What its failing means for the document. */
  String consequence() {
    return consequence;
  }

  /** Its name in fields, logs and metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
