package org.precis.model.transformer;

/**
 * Ids with a meaning.
 *
 * @param pad padding
 * @param eos ends a sequence
 * @param decoderStart first id of every decoded sequence
 */
public record SpecialTokens(int pad, int eos, int decoderStart) {}
