package org.precis.token;

/** Tokenizer files that cannot be used. The message names the file, the rule and the value. */
public class TokenizerFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokenizerFormatException(String message) {
    super(message);
  }

  public TokenizerFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
