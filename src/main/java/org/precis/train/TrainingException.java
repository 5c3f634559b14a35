package org.precis.train;

/** Training cannot go on. The message says why, what is kept, and what may help. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a cause. */
  public TrainingException(String message) {
    super(message);
  }

  /** With a cause. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
