package org.precis.token;

import java.nio.file.Path;

/**
 * Loads the tokenizer of a Hugging Face directory: {@code tokenizer.json} where there is one, else
 * {@code spiece.model} with the settings beside it. Nothing is repaired: a broken {@code
 * tokenizer.json} is refused though a sound {@code spiece.model} may stand beside it.
 *
 * <p>Families: Unigram (T5, mT5). Another one adds a reader that ends in a definition.
 */
public final class TokenizerLoader {
  private static final String TOKENIZER_JSON = "tokenizer.json";
  private static final String SPIECE = "spiece.model";

  private TokenizerLoader() {}

  /**
   * Loads the tokenizer of {@code directory}; the caller closes it.
   *
   * @throws TokenizerFormatException if its files cannot be used; the message says which and why
   */
  public static SubwordTokenizer load(Path directory) {
    TokenizerFiles files = TokenizerFiles.of(directory);
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
    if (files.has(SPIECE)) {
      return SentencePieceConversion.convert(
          SPIECE, SentencePieceModel.read(SPIECE, files.read(SPIECE)), config);
    }
    if (files.has(ByteLevelConversion.VOCABULARY) && files.has(ByteLevelConversion.MERGES)) {
      return ByteLevelConversion.convert(files, config);
    }
    throw new TokenizerFormatException(
        "%s has neither %s nor %s; copy one from where the model came from"
            .formatted(files.directory(), TOKENIZER_JSON, SPIECE));
  }
}
