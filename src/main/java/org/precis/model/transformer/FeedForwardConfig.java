package org.precis.model.transformer;

import org.precis.nn.Activation;

/**
 * How the feed-forward layers compute.
 *
 * @param activation their non-linearity
 * @param gated true if a further projection is multiplied with the activated one (Shazeer 2020)
 * @param biases true if the projections have biases
 */
public record FeedForwardConfig(Activation.Kind activation, boolean gated, boolean biases) {}
