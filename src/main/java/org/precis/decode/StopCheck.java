package org.precis.decode;

/** Asked between decoding steps whether a source's search shall end early. */
@FunctionalInterface
public interface StopCheck {
  /** Goes on to the end. */
  StopCheck NEVER = source -> false;

  /**
   * True if the search for this source shall stop now.
   *
   * @param source index of the source in the batch
   */
  boolean shouldStop(int source);
}
