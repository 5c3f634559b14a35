package org.precis.token;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.precis.text.OffsetMap;
import org.precis.text.Span;
import org.precis.text.lexicon.Gloss;
import org.precis.text.lexicon.Lexicon;

/**
 * The tokenizer of a model that reads English glosses: a text whose language is told and is in the
 * lexicon is glossed word by word before it is cut into pieces; offsets are those of the text.
 * Others, and what the model has written, are taken as they are. Thread-safe.
 */
public final class GlossingTokenizer implements Tokenizer {
  private final Tokenizer pieces;
  private final Lexicon lexicon;
  private final String hash;

  private GlossingTokenizer(Tokenizer pieces, Lexicon lexicon, String hash) {
    this.pieces = pieces;
    this.lexicon = lexicon;
    this.hash = hash;
  }

  /**
   * Reads a tokenizer and its lexicon; the caller closes it.
   *
   * @throws TokenizerFormatException if one of the files cannot be used; the message says which
   */
  static GlossingTokenizer read(TokenizerFiles files) {
    Lexicon lexicon;
    try {
      lexicon = Lexicon.read(new ByteArrayInputStream(files.read(Lexicon.FILE)));
    } catch (IOException e) {
      throw new TokenizerFormatException(
          "%s is no lexicon: %s; 'precis data lexicon' writes one"
              .formatted(Lexicon.FILE, e.getMessage()),
          e);
    }
    // Last, since it holds native memory; the hash is over all files that were read.
    Tokenizer pieces = TokenizerLoader.plain(files);
    return new GlossingTokenizer(pieces, lexicon, files.hash());
  }

  @Override
  public Encoding encode(String text) {
    return pieces.encode(text);
  }

  @Override
  public Encoding encode(String text, String language) {
    if (!lexicon.knows(language)) {
      return pieces.encode(text, language);
    }
    Gloss gloss = lexicon.gloss(text, language);
    Encoding encoding = pieces.encode(gloss.text(), language);
    int[] starts = encoding.starts().clone();
    int[] ends = encoding.ends().clone();
    OffsetMap map = gloss.map();
    for (int i = 0; i < starts.length; i++) {
      boolean behind = starts[i] == map.length();
      Span span =
          behind
              ? new Span(text.length(), text.length())
              : map.toSource(new Span(starts[i], ends[i]));
      starts[i] = span.start();
      ends[i] = span.end();
    }
    return new Encoding(encoding.ids(), starts, ends, encoding.suffix());
  }

  @Override
  public Optional<SubwordTokenizer> subwords() {
    return pieces.subwords();
  }

  @Override
  public Optional<LanguageTokens> languages() {
    return pieces.languages();
  }

  @Override
  public boolean reads(String language) {
    return lexicon.knows(language);
  }

  @Override
  public String decode(int[] ids) {
    return pieces.decode(ids);
  }

  @Override
  public String decode(int[] ids, String source) {
    return pieces.decode(ids, source);
  }

  /** Copied words, which only a tokenizer of whole words asks for, are those of the gloss. */
  @Override
  public String decode(int[] ids, String source, String language) {
    boolean glossed = pieces.subwords().isEmpty() && lexicon.knows(language);
    return pieces.decode(ids, glossed ? lexicon.gloss(source, language).text() : source);
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public void close() {
    pieces.close();
  }
}
