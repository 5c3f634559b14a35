package org.precis.cli;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;

/**
 * Says how far a long step is: one line that is rewritten on a terminal, a line every tenth
 * otherwise. Not thread-safe.
 */
final class Progress {
  private final PrintWriter err;
  private final boolean terminal;
  private final String step;
  private final long total;
  private final long started = System.nanoTime();
  private long shownTenths;

  /**
   * Starts a step.
   *
   * @param total how many units it has; 0 if that is not known
   */
  Progress(PrintWriter err, String step, long total) {
    this.err = err;
    this.terminal = CommandLine.Help.Ansi.AUTO.enabled();
    this.step = step;
    this.total = total;
    if (terminal) {
      err.print(step + " …");
      err.flush();
    }
  }

  /** {@code done} units are finished. */
  void at(long done) {
    if (total == 0) {
      return;
    }
    long tenths = done * 10 / total;
    if (terminal) {
      err.print("\r" + step + " " + done + "/" + total);
      err.flush();
    } else if (tenths > shownTenths && done < total) {
      shownTenths = tenths;
      err.println(step + " " + done + "/" + total);
      err.flush();
    }
  }

  /** The step is finished. */
  void done(String result) {
    double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    err.printf("%s%s: %s (%.1f s)%n", terminal ? "\r" : "", step, result, seconds);
    err.flush();
  }
}
