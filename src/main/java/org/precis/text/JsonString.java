package org.precis.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * A string of a JSON text.
 *
 * @param text the string, escapes resolved
 * @param offsets the way from {@code text} to the JSON text
 */
record JsonString(String text, OffsetMap offsets) {
  private static final int UNICODE_ESCAPE = 6;

  /** The string that {@code json}, which reads {@code source}, stands at. */
  static JsonString at(JsonParser json, String source) throws IOException {
    String text = json.getText();
    OffsetMap.Builder offsets = new OffsetMap.Builder();
    int at = (int) json.currentTokenLocation().getCharOffset() + 1; // after the quote
    int runStart = at;
    for (int i = 0; i < text.length(); i++) {
      if (source.charAt(at) == '\\') {
        offsets.copied(runStart, at - runStart);
        int length = source.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
        offsets.replaced(1, at, at + length);
        at += length;
        runStart = at;
      } else {
        at++;
      }
    }
    offsets.copied(runStart, at - runStart);
    return new JsonString(text, offsets.build());
  }
}
