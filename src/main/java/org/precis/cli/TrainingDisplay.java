package org.precis.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.precis.train.StepReport;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.checkpoint.TrainerState;
import picocli.CommandLine;

/**
 * Shows how training goes: a line that is rewritten on a terminal, a line now and then otherwise.
 * Not thread-safe.
 */
final class TrainingDisplay implements TrainingListener {
  private static final long LOGGED_SECONDS = 30;

  /** Weight of the newest step in the running means. */
  private static final double NEWEST = 0.05;

  private final PrintWriter err;
  private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
  private final long total;
  private double loss = Double.NaN;
  private double speed = Double.NaN;
  private double secondsAStep = Double.NaN;
  private long shown = System.nanoTime();

  /**
   * A display.
   *
   * @param total steps of the whole training
   */
  TrainingDisplay(PrintWriter err, long total) {
    this.err = err;
    this.total = total;
  }

  @Override
  public void started(TrainerState from) {
    err.printf(
        "training %s to step %d%n",
        from.step() == 0 ? "from the beginning" : "goes on after step " + from.step(), total);
    err.flush();
  }

  @Override
  public void stepped(StepReport report) {
    loss = mean(loss, report.losses().loss());
    speed = mean(speed, report.tokensPerSecond());
    secondsAStep = mean(secondsAStep, report.seconds());
    long now = System.nanoTime();
    if (terminal || now - shown > Duration.ofSeconds(LOGGED_SECONDS).toNanos()) {
      shown = now;
      show(
          String.format(
              Locale.ROOT,
              "step %d/%d  epoch %d  loss %.4f  rate %.2e  norm %.2f  %.0f tokens/s  %s left",
              report.step(),
              total,
              report.epoch(),
              loss,
              report.rate(),
              report.gradientNorm(),
              speed,
              time((total - report.step()) * secondsAStep)));
    }
  }

  private static double mean(double old, double value) {
    return Double.isNaN(old) ? value : old + NEWEST * (value - old);
  }

  private static String time(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? "%d:%02d".formatted(s / 60, s % 60)
        : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
  }

  private void show(String line) {
    if (terminal) {
      err.print("\r\u001b[K" + line); // to the line's beginning, and clears it
    } else {
      err.println(line);
    }
    err.flush();
  }

  private void whole(String line) {
    err.println((terminal ? "\r\u001b[K" : "") + line);
    err.flush();
  }

  @Override
  public void validated(ValidationReport report) {
    String metrics =
        report.metrics().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "  %s %.2f", e.getKey(), e.getValue()))
            .collect(Collectors.joining());
    whole(
        String.format(
            Locale.ROOT,
            "validation after step %d: loss %.4f%s  (%.1f s)",
            report.step(),
            report.losses().loss(),
            metrics,
            report.seconds()));
  }

  @Override
  public void saved(long step, Path folder) {
    whole("checkpoint " + folder);
  }
}
