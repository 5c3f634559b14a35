package org.precis.train.data;

import java.io.IOException;
import java.util.function.Consumer;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * Rows that are pairs of a document and a summary.
 *
 * @param settings says how many tokens are kept
 * @param tokenizer the model's
 */
record PairRows(DataSettings settings, Tokenizer tokenizer) implements RowFormat<RawExample> {
  @Override
  public void read(DataFile file, Consumer<RawExample> sink, BadRows bad) throws IOException {
    PairReader.read(file, sink, bad);
  }

  @Override
  public String document(RawExample pair) {
    return pair.document();
  }

  @Override
  public String language(RawExample pair) {
    return pair.language();
  }

  @Override
  public String content(RawExample pair) {
    return pair.source() + '\0' + pair.target();
  }

  @Override
  public Tokens tokenize(RawExample pair) {
    Encoding source = tokenizer.encode(pair.source(), pair.language());
    Encoding target = tokenizer.encode(pair.target(), settings.targetLanguage());
    return new Tokens(
        source.idsWithin(settings.maxSourceTokens()),
        target.idsWithin(settings.maxTargetTokens()),
        source.ids().length,
        target.ids().length);
  }
}
