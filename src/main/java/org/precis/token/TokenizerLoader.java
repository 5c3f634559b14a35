package org.precis.token;

import java.nio.file.Path;
import java.util.List;
import org.precis.text.lexicon.Lexicon;

/**
 * Loads the tokenizer of a Hugging Face directory: {@code tokenizer.json} where there is one, else
 * the family's own files with the settings beside them. Nothing is repaired: a broken {@code
 * tokenizer.json} is refused though a sound {@code spiece.model} may stand beside it.
 *
 * <p>Each kind of files has a reader that ends in a definition: {@link TokenizerJson}, {@link
 * SentencePieceConversion} (T5, Pegasus, XLM-R, mBART, NLLB), {@link LookupConversion} (M2M100,
 * Marian), {@link ByteLevelConversion} (BART, LED).
 */
public final class TokenizerLoader {
  private static final String TOKENIZER_JSON = "tokenizer.json";
  private static final String SPIECE = "spiece.model";
  static final String SENTENCE_PIECE = "sentencepiece.bpe.model";

  private TokenizerLoader() {}

  /**
   * Opens the tokenizer of {@code directory}, a {@link WordLevelTokenizer} where there is its file,
   * around either a {@link GlossingTokenizer} where there is a {@link Lexicon}; the caller closes
   * it.
   *
   * @throws TokenizerFormatException if its files cannot be used; the message says which and why
   */
  public static Tokenizer open(Path directory) {
    TokenizerFiles files = TokenizerFiles.of(directory);
    return files.has(Lexicon.FILE) ? GlossingTokenizer.read(files) : plain(files);
  }

  /** The tokenizer without its lexicon. */
  static Tokenizer plain(TokenizerFiles files) {
    return files.has(WordLevelTokenizer.FILE) ? WordLevelTokenizer.read(files) : load(files);
  }

  /**
   * Loads the tokenizer of {@code directory}, which cuts words into pieces; the caller closes it.
   *
   * @throws TokenizerFormatException if its files cannot be used; the message says which and why
   */
  public static SubwordTokenizer load(Path directory) {
    return load(TokenizerFiles.of(directory));
  }

  private static SubwordTokenizer load(TokenizerFiles files) {
    TokenizerDefinition definition = definition(files);
    return SubwordTokenizer.of(definition, files.hash());
  }

  /**
   * What {@link #load} hands to the library.
   *
   * @throws TokenizerFormatException as {@link #load}
   */
  static TokenizerDefinition definition(TokenizerFiles files) {
    if (files.has(TOKENIZER_JSON)) {
      return TokenizerJson.read(TOKENIZER_JSON, files.read(TOKENIZER_JSON));
    }
    TokenizerConfig config = files.config();
    String className = config.className().orElse("");
    if (LookupConversion.CLASSES.contains(className) || files.has(LookupConversion.SOURCE)) {
      return LookupConversion.convert(files, config);
    }
    for (String name : List.of(SPIECE, SENTENCE_PIECE)) {
      if (files.has(name)) {
        return SentencePieceConversion.convert(
            name, SentencePieceModel.read(name, files.read(name)), config);
      }
    }
    if (files.has(ByteLevelConversion.VOCABULARY) && files.has(ByteLevelConversion.MERGES)) {
      return ByteLevelConversion.convert(files, config);
    }
    throw new TokenizerFormatException(
        "%s has neither %s nor %s nor another family's vocabulary; copy one from where the model "
                .formatted(files.directory(), TOKENIZER_JSON, SPIECE)
            + "came from");
  }
}
