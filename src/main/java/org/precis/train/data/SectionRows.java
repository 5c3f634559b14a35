package org.precis.train.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.precis.token.Tokenizer;

/** Rows that are {@link SectionedDocument}s. */
final class SectionRows implements RowFormat<SectionRows.Row> {
  private final SectionEncoder encoder;

  SectionRows(DataSettings settings, SectionLimits limits, Tokenizer tokenizer) {
    encoder =
        new SectionEncoder(
            tokenizer, settings.targetLanguage(), limits, settings.maxSourceTokens());
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
    SectionEncoder.Encoded encoded = encoder.encode(row.document(), row.language());
    TokenizedExample packed = encoded.example().packed();
    return new Tokens(
        packed.source(), packed.target(), encoded.sourceLength(), encoded.targetLength());
  }

  @Override
  public void describe(ObjectNode report) {
    encoder.describe(report);
  }
}
