package org.precis.text;

/**
 * What is known of a document besides its text.
 *
 * @param id identifier; empty where unknown
 * @param title title; empty where unknown
 * @param titleIsCallers whether the title was given by the caller, whose word is final
 * @param language BCP 47 tag, {@link Document#UNDETERMINED} where unknown
 */
record Metadata(String id, String title, boolean titleIsCallers, String language) {

  static Metadata ofCaller(String id, String title) {
    return new Metadata(id, title, !WhiteSpace.isAll(title), Document.UNDETERMINED);
  }

  /** The source states an identifier. */
  Metadata withStatedId(String stated) {
    String clean = WhiteSpace.collapse(stated);
    return id.isEmpty() ? new Metadata(clean, title, titleIsCallers, language) : this;
  }

  /** The source states a title. */
  Metadata withStatedTitle(String stated) {
    if (titleIsCallers || WhiteSpace.isAll(stated)) {
      return this;
    }
    return new Metadata(id, WhiteSpace.collapse(stated), false, language);
  }

  /** The source states a language. */
  Metadata withStatedLanguage(String stated) {
    return new Metadata(id, title, titleIsCallers, LanguageTags.normalise(stated));
  }
}
