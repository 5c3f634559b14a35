package org.precis.train.data;

/**
 * How far training is in its data.
 *
 * @param epoch from 0
 * @param batch batches of the epoch that are done
 */
public record BatchPosition(long epoch, int batch) {
  /** Before everything. */
  public static final BatchPosition START = new BatchPosition(0, 0);
}
