package org.precis.model;

/**
 * What a search and its callers need to know of a model.
 *
 * @param modelType the family's name in {@code config.json}, such as {@code mt5}
 * @param vocabularySize number of token ids
 * @param padToken id of padding
 * @param eosToken id that ends a sequence
 * @param decoderStartToken first id of every decoded sequence
 * @param maxSourceTokens longest source; {@link Integer#MAX_VALUE} where the architecture has no
 *     limit
 */
public record ModelSpec(
    String modelType,
    int vocabularySize,
    int padToken,
    int eosToken,
    int decoderStartToken,
    int maxSourceTokens) {}
