package org.precis.model.transformer;

/**
 * How attention is computed.
 *
 * @param scaled true if scores are divided by √K
 * @param biases true if the four projections have biases
 */
public record AttentionConfig(boolean scaled, boolean biases) {}
