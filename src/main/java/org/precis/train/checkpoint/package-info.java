/**
 * What training leaves on the disk, so that no kill at any moment loses more than the work since
 * the last checkpoint. Start at {@link org.precis.train.checkpoint.CheckpointDirectory}.
 *
 * <p>May import: {@code train.data}, {@code train.optim}, {@code model.io}, {@code model.pgnet},
 * {@code nn}, Jackson.
 */
package org.precis.train.checkpoint;
