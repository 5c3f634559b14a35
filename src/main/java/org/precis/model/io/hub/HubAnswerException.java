package org.precis.model.io.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A hub's answer that is not what was asked for. */
final class HubAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;
  private final transient Optional<Duration> wait;

  HubAnswerException(String message, boolean temporary, Optional<Duration> wait) {
    super(message);
    this.temporary = temporary;
    this.wait = wait;
  }

  static HubAnswerException lasting(String message) {
    return new HubAnswerException(message, false, Optional.empty());
  }

  /** True if trying again may help. */
  boolean temporary() {
    return temporary;
  }

  /** How long the hub asks to wait. */
  Optional<Duration> waitTime() {
    return wait;
  }
}
