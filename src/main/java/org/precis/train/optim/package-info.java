/**
 * Optimizers over named weights, learning-rate schedules, clipping. Start at {@link
 * org.precis.train.optim.Optimizer}; {@link org.precis.train.optim.Parameters} holds weights and
 * gradients.
 *
 * <p>May import: {@code nn}, {@code nn.script}, DJL.
 */
package org.precis.train.optim;
