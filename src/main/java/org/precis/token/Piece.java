package org.precis.token;

/**
 * An entry of a Unigram vocabulary; its index is its id.
 *
 * @param text what it stands for, {@code ▁} for a space
 * @param score log-probability
 */
record Piece(String text, double score) {
  /**
   * Longest piece. SentencePiece's default is 16; the cost of a segmentation grows with this, so a
   * file must not make it as long as it likes.
   */
  private static final int MAX_LENGTH = 1_024;

  /** Marks a space inside pieces (SentencePiece, "meta space"). */
  static final String SPACE = "▁";

  /**
   * A checked piece.
   *
   * @param where file and place, for the message
   * @throws TokenizerFormatException if the text is empty, too long or no valid Unicode, or the
   *     score not finite
   */
  static Piece of(String text, double score, String where) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new TokenizerFormatException(
          where + " has " + text.length() + " characters; a piece has 1 to " + MAX_LENGTH);
    }
    if (UnicodeText.unpairedSurrogate(text) >= 0) {
      throw new TokenizerFormatException(where + " contains half of a surrogate pair");
    }
    if (!Float.isFinite((float) score)) {
      throw new TokenizerFormatException(
          where + " has the score " + score + "; scores are finite single-precision numbers");
    }
    return new Piece(text, score);
  }
}
