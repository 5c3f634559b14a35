package org.precis.model.transformer;

/**
 * How states become logits.
 *
 * @param tied true if the output projection is the decoder's embedding table
 * @param scaled true if states are multiplied by D^−½ before (T5 1.0)
 * @param bias true if {@link WeightNames#LOGITS_BIAS} is added
 */
public record HeadConfig(boolean tied, boolean scaled, boolean bias) {}
