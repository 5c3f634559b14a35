package org.precis.train.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * Rows that are {@link SectionedDocument}s. Each section is cut by itself, and each sentence of the
 * summary ends with the tokenizer's last special token.
 */
final class SectionRows implements RowFormat<SectionRows.Row> {
  private final DataSettings settings;
  private final SectionLimits limits;
  private final Tokenizer tokenizer;
  private final SectionTokens specials;
  private final LongAdder merged = new LongAdder();
  private final LongAdder cutSections = new LongAdder();
  private final LongAdder cutSentences = new LongAdder();
  private final LongAdder leftOut = new LongAdder();

  SectionRows(DataSettings settings, SectionLimits limits, Tokenizer tokenizer) {
    this.settings = settings;
    this.limits = limits;
    this.tokenizer = tokenizer;
    this.specials = SectionTokens.of(tokenizer, settings.targetLanguage());
  }

  /**
   * A document with its language.
   *
   * @param document the document
   * @param language of the file
   */
  record Row(SectionedDocument document, String language) {}

  @Override
  public void read(DataFile file, Consumer<Row> sink, BadRows bad) throws IOException {
    DataLines.read(
        file.path(),
        line -> sink.accept(new Row(SectionedDocument.parse(line), file.language())),
        bad);
  }

  @Override
  public String document(Row row) {
    return row.document().id();
  }

  @Override
  public String language(Row row) {
    return row.language();
  }

  @Override
  public String content(Row row) {
    Stream<String> texts = row.document().sections().stream().map(SectionedDocument.Section::text);
    return Stream.concat(texts, row.document().summary().stream())
        .collect(Collectors.joining("\0"));
  }

  @Override
  public Tokens tokenize(Row row) {
    SectionedDocument document = row.document().merged(limits.maxSections());
    if (document.sections().size() < row.document().sections().size()) {
      merged.increment();
    }
    int sourceLength = 0;
    List<int[]> sections = new ArrayList<>();
    for (SectionedDocument.Section section : document.sections()) {
      Encoding encoding = tokenizer.encode(String.join(" ", section.sentences()), row.language());
      sourceLength += encoding.ids().length;
      sections.add(PairRows.cut(encoding, settings.maxSourceTokens()));
      count(cutSections, encoding.ids().length > settings.maxSourceTokens());
    }
    int targetLength = 0;
    List<int[]> sentences = new ArrayList<>();
    int used = Math.min(limits.maxSentences(), document.summary().size());
    leftOut.add(document.summary().size() - used);
    for (String text : document.summary().subList(0, used)) {
      int[] sentence = sentence(text);
      targetLength += sentence.length;
      int last = sentence.length - 1;
      int kept = Math.min(last, limits.maxSentenceTokens() - 1);
      count(cutSentences, kept < last);
      int[] whole = Arrays.copyOf(sentence, kept + 1);
      whole[kept] = sentence[last];
      sentences.add(whole);
    }
    int[] alignment = Arrays.copyOf(document.sectionsOfSentences(), used);
    TokenizedExample packed = new SectionedExample(0, 0, sections, sentences, alignment).packed();
    return new Tokens(packed.source(), packed.target(), sourceLength, targetLength);
  }

  private static void count(LongAdder counter, boolean happened) {
    counter.add(happened ? 1 : 0);
  }

  /** A sentence's ids: its words and one end token. */
  private int[] sentence(String text) {
    Encoding encoding = tokenizer.encode(text, settings.targetLanguage());
    int to = encoding.ids().length - encoding.suffix() + 1;
    return Arrays.copyOfRange(encoding.ids(), specials.prefix().length, to);
  }

  @Override
  public void describe(ObjectNode report) {
    report.put("documents_with_merged_sections", merged.sum());
    report.put("truncated_sections", cutSections.sum());
    report.put("truncated_sentences", cutSentences.sum());
    report.put("sentences_left_out", leftOut.sum());
  }
}
