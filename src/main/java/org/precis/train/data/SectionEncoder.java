package org.precis.train.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * Token ids of sectioned documents. Each section is cut by itself, and each sentence of the summary
 * ends with the tokenizer's first special token behind a text. Thread-safe.
 */
public final class SectionEncoder {
  private final Tokenizer tokenizer;
  private final String targetLanguage;
  private final SectionLimits limits;
  private final int maxSectionTokens;
  private final SectionTokens specials;
  private final LongAdder merged = new LongAdder();
  private final LongAdder cutSections = new LongAdder();
  private final LongAdder cutSentences = new LongAdder();
  private final LongAdder leftOut = new LongAdder();

  /**
   * An encoder.
   *
   * @param targetLanguage BCP 47 tag of the summaries
   * @param maxSectionTokens longer sections are cut
   * @throws IllegalArgumentException if the tokenizer ends texts with no token
   */
  public SectionEncoder(
      Tokenizer tokenizer, String targetLanguage, SectionLimits limits, int maxSectionTokens) {
    this.tokenizer = tokenizer;
    this.targetLanguage = targetLanguage;
    this.limits = limits;
    this.maxSectionTokens = maxSectionTokens;
    this.specials = SectionTokens.of(tokenizer, targetLanguage);
  }

  /**
   * A document's ids.
   *
   * @param example without group and language
   * @param sourceLength ids of all sections before they were cut
   * @param targetLength ids of all sentences before
   */
  public record Encoded(SectionedExample example, int sourceLength, int targetLength) {}

  /**
   * Encodes a document.
   *
   * @param language of the document, for models that are told it
   */
  public Encoded encode(SectionedDocument whole, String language) {
    SectionedDocument document = whole.merged(limits.maxSections());
    count(merged, document.sections().size() < whole.sections().size());
    int sourceLength = 0;
    List<int[]> sections = new ArrayList<>();
    for (SectionedDocument.Section section : document.sections()) {
      Encoding encoding = tokenizer.encode(String.join(" ", section.sentences()), language);
      sourceLength += encoding.ids().length;
      sections.add(encoding.idsWithin(maxSectionTokens));
      count(cutSections, encoding.ids().length > maxSectionTokens);
    }
    int targetLength = 0;
    List<int[]> sentences = new ArrayList<>();
    int used = Math.min(limits.maxSentences(), document.summary().size());
    leftOut.add(document.summary().size() - used);
    for (String text : document.summary().subList(0, used)) {
      int[] sentence = sentence(text);
      targetLength += sentence.length;
      sentences.add(cut(sentence));
    }
    int[] alignment = Arrays.copyOf(document.sectionsOfSentences(), used);
    return new Encoded(
        new SectionedExample(0, 0, sections, sentences, alignment), sourceLength, targetLength);
  }

  /** A sentence's ids: its words and one end token. */
  private int[] sentence(String text) {
    Encoding encoding = tokenizer.encode(text, targetLanguage);
    int to = encoding.ids().length - encoding.suffix() + 1;
    return Arrays.copyOfRange(encoding.ids(), specials.prefix().length, to);
  }

  private int[] cut(int[] sentence) {
    int length = Math.min(sentence.length, limits.maxSentenceTokens());
    count(cutSentences, length < sentence.length);
    int[] kept = Arrays.copyOf(sentence, length);
    kept[length - 1] = sentence[sentence.length - 1];
    return kept;
  }

  private static void count(LongAdder counter, boolean happened) {
    counter.add(happened ? 1 : 0);
  }

  /** Adds what was merged, cut and left out so far. */
  void describe(ObjectNode report) {
    report.put("documents_with_merged_sections", merged.sum());
    report.put("truncated_sections", cutSections.sum());
    report.put("truncated_sentences", cutSentences.sum());
    report.put("sentences_left_out", leftOut.sum());
  }
}
