package org.precis.model.io.pickle;

/** A pickle that cannot be used. The message says what is wrong; the caller adds the file. */
public final class PickleFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PickleFormatException(String message) {
    super(message);
  }
}
