package org.precis.summarize;

import java.util.List;
import org.precis.text.Document;
import org.precis.text.Section;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * What a model reads of a document.
 *
 * @param document the document
 * @param ids token ids, the special tokens around them included
 * @param coverage fraction of the document's characters that the ids stand for, from 0 to 1
 * @param sentences most sentences of its summary, where the document is a section of another; else
 *     0
 */
record SourceText(Document document, int[] ids, double coverage, int sentences) {
  /** Nothing to read. */
  static final SourceText NONE =
      new SourceText(new Document("", "", Document.UNDETERMINED, "", List.of()), new int[0], 1, 0);

  /** A first guess at the characters that fill a token; the text is cut there before tokenizing. */
  private static final int CHARACTERS_A_TOKEN = 8;

  /** The same as a section's text, for a summary of so many sentences. */
  SourceText withSentences(int count) {
    return new SourceText(document, ids, coverage, count);
  }

  boolean isSection() {
    return sentences > 0;
  }

  boolean truncated() {
    return coverage < 1;
  }

  /**
   * Tokenizes the text of a document's sections, up to {@code maxTokens} tokens. Takes time and
   * memory by what is read, not by the length of the document.
   */
  static SourceText of(Document document, String prefix, Tokenizer tokenizer, int maxTokens) {
    String text = prefix + textOf(document);
    int window = Math.max(1024, CHARACTERS_A_TOKEN * maxTokens);
    while (true) {
      String head = head(text, window);
      Encoding encoding = tokenizer.encode(head, document.language());
      int length = encoding.ids().length;
      if (length > maxTokens) {
        Encoding cut = encoding.cut(maxTokens);
        int read = Math.max(0, cut.ends()[maxTokens - 1] - prefix.length());
        int all = Math.max(1, text.length() - prefix.length());
        return new SourceText(
            document, cut.ids(), Math.min(read / (double) all, Math.nextDown(1.0)), 0);
      }
      if (head.length() == text.length()) {
        return new SourceText(document, encoding.ids(), 1, 0);
      }
      window *= 2;
    }
  }

  /** The sections' texts in order. */
  static String textOf(Document document) {
    StringBuilder text = new StringBuilder();
    for (Section section : document.sections()) {
      if (!section.text().isBlank()) {
        text.append(text.isEmpty() ? "" : "\n").append(section.text());
      }
    }
    return text.toString();
  }

  private static String head(String text, int length) {
    if (length >= text.length()) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
