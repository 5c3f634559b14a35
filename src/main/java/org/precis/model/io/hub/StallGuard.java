package org.precis.model.io.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that gives nothing for too long, so that its reader fails instead of waiting for
 * ever: the JDK's client has no timeout for bodies. Whoever watches closes the guard.
 */
final class StallGuard implements AutoCloseable {
  private static final long CHECKS = 10;

  private final InputStream stream;
  private final Thread thread;
  private volatile long lastSign = System.nanoTime();

  private StallGuard(InputStream stream, Duration timeout) {
    this.stream = stream;
    this.thread = new Thread(() -> run(timeout), "precis-download");
    thread.setDaemon(true);
  }

  static StallGuard watch(InputStream stream, Duration timeout) {
    StallGuard guard = new StallGuard(stream, timeout);
    guard.thread.start();
    return guard;
  }

  /** Something came. */
  void alive() {
    lastSign = System.nanoTime();
  }

  private void run(Duration timeout) {
    try {
      while (System.nanoTime() - lastSign < timeout.toNanos()) {
        Thread.sleep(Math.max(1, timeout.toMillis() / CHECKS));
      }
      stream.close();
    } catch (InterruptedException | IOException e) {
      // Interrupted: the reader has finished. Not closed: the reader has failed by itself.
      return;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
