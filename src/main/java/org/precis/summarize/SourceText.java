package org.precis.summarize;

import java.util.List;
import java.util.Optional;
import org.precis.summarize.source.Extract;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.Section;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * What a model reads of a document: its beginning as one passage, or some of its sentences, each a
 * passage of its own.
 *
 * @param document the document
 * @param passages in order, at least one
 * @param coverage fraction of the document's characters that were considered, from 0 to 1
 * @param sentences most sentences of its summary, where the document is a section of another; else
 *     0
 */
record SourceText(Document document, List<Passage> passages, double coverage, int sentences) {
  /** Nothing to read. */
  static final SourceText NONE =
      new SourceText(
          new Document("", "", Document.UNDETERMINED, "", List.of()),
          List.of(new Passage("", new int[0], Optional.empty())),
          1,
          0);

  /** A first guess at the characters that fill a token; the text is cut there before tokenizing. */
  private static final int CHARACTERS_A_TOKEN = 8;

  /**
   * What a model reads at once.
   *
   * @param text the text
   * @param ids its token ids, the special tokens around them included
   * @param quoted the document's sentence that it is, if it is one
   */
  record Passage(String text, int[] ids, Optional<SummarySentence> quoted) {}

  SourceText {
    passages = List.copyOf(passages);
  }

  /** The same as a section's text, for a summary of so many sentences. */
  SourceText withSentences(int count) {
    return new SourceText(document, passages, coverage, count);
  }

  /** Tokens, those of all passages together. */
  int length() {
    return passages.stream().mapToInt(passage -> passage.ids().length).sum();
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
    String content = textOf(document);
    String text = prefix + content;
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
            document,
            List.of(new Passage(content, cut.ids(), Optional.empty())),
            Math.min(read / (double) all, Math.nextDown(1.0)),
            0);
      }
      if (head.length() == text.length()) {
        return new SourceText(
            document, List.of(new Passage(content, encoding.ids(), Optional.empty())), 1, 0);
      }
      window *= 2;
    }
  }

  /**
   * Tokenizes sentences of a document, each up to {@code maxTokens} tokens.
   *
   * @param extract the sentences, at least one
   */
  static SourceText ofSentences(
      Document document, Extract extract, String prefix, Tokenizer tokenizer, int maxTokens) {
    List<Passage> passages =
        extract.sentences().stream()
            .map(
                sentence -> {
                  Encoding encoding =
                      tokenizer.encode(prefix + sentence.text(), document.language());
                  Encoding read =
                      encoding.ids().length > maxTokens ? encoding.cut(maxTokens) : encoding;
                  return new Passage(sentence.text(), read.ids(), Optional.of(sentence));
                })
            .toList();
    return new SourceText(document, passages, extract.coverage(), 0);
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
