package org.precis.token;

/**
 * A step of byte-pair encoding: two neighbouring pieces become one.
 *
 * @param left text of the first piece
 * @param right text of the second
 */
record Merge(String left, String right) {
  String result() {
    return left + right;
  }
}
