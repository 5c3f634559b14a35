package org.precis.token;

/**
 * A token that stands beside the model's vocabulary, or names one of its pieces.
 *
 * @param id its id
 * @param content its text
 * @param special true if it never stands for text: {@code </s>}, {@code <pad>}
 * @param normalized true if it is looked for after normalisation, false if before
 * @param singleWord true if it only counts between word boundaries
 * @param stripLeft true if it takes the spaces before it
 * @param stripRight true if it takes the spaces behind it
 */
record AddedToken(
    int id,
    String content,
    boolean special,
    boolean normalized,
    boolean singleWord,
    boolean stripLeft,
    boolean stripRight) {

  /** A token without peculiarities. */
  static AddedToken plain(int id, String content, boolean special) {
    return new AddedToken(id, content, special, false, false, false, false);
  }
}
