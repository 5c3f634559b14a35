package org.precis.train.config;

/** A configuration breaks a rule. The message names the key, the rule and the value. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Without a cause. */
  public ConfigException(String message) {
    super(message);
  }

  /** With a cause. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
