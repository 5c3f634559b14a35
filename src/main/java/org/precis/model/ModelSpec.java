package org.precis.model;

/**
 * What a search and its callers need to know of a model.
 *
 * @param modelType the family's name in {@code config.json}, such as {@code mt5}
 * @param vocabularySize number of token ids of sources
 * @param targetVocabularySize number of token ids of decoded sequences
 * @param padToken id of padding
 * @param eosToken id that ends a sequence
 * @param decoderStartToken first id of every decoded sequence
 * @param maxSourceTokens longest source; {@link Integer#MAX_VALUE} where the architecture has no
 *     limit
 * @param maxTargetTokens most tokens that a decoded sequence may have before its last one, the
 *     decoder start token included; {@link Integer#MAX_VALUE} where the architecture has no limit
 */
public record ModelSpec(
    String modelType,
    int vocabularySize,
    int targetVocabularySize,
    int padToken,
    int eosToken,
    int decoderStartToken,
    int maxSourceTokens,
    int maxTargetTokens) {

  /** A model with one vocabulary and no limit to what it decodes. */
  public ModelSpec(
      String modelType,
      int vocabularySize,
      int padToken,
      int eosToken,
      int decoderStartToken,
      int maxSourceTokens) {
    this(
        modelType,
        vocabularySize,
        vocabularySize,
        padToken,
        eosToken,
        decoderStartToken,
        maxSourceTokens,
        Integer.MAX_VALUE);
  }
}
