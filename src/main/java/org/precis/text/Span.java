package org.precis.text;

/**
 * A half-open range of UTF-16 offsets in a text.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a span needs 0 <= start <= end, got [" + start + ", " + end + ")");
    }
  }

  /** Length in UTF-16 units. */
  public int length() {
    return end - start;
  }
}
