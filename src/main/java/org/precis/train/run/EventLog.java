package org.precis.train.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.precis.train.StepReport;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.checkpoint.TrainerState;

/**
 * Writes figures into {@code events/} for TensorBoard, a new file at each start. Not thread-safe;
 * whoever made it closes it.
 */
public final class EventLog implements TrainingListener, AutoCloseable {
  private final Path directory;
  private EventFile file;

  /**
   * A log.
   *
   * @param output where {@code events/} goes
   */
  public EventLog(Path output) {
    directory = output.resolve("events");
  }

  @Override
  public void started(TrainerState from) {
    writing(
        () -> {
          Files.createDirectories(directory);
          // TensorBoard reads files in the order of their names.
          String name = "events.out.tfevents.%013d.precis".formatted(System.currentTimeMillis());
          file = new EventFile(directory.resolve(name), from.step() + 1);
        });
  }

  @Override
  public void stepped(StepReport report) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("train/loss", report.losses().loss());
    report.losses().parts().forEach((name, value) -> figures.put("train/" + name, value));
    figures.put("train/rate", report.rate());
    figures.put("train/gradient_norm", report.gradientNorm());
    figures.put("train/tokens_per_second", report.tokensPerSecond());
    writing(() -> file.write(report.step(), figures));
  }

  @Override
  public void validated(ValidationReport report) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("validation/loss", report.losses().loss());
    report.losses().parts().forEach((name, value) -> figures.put("validation/" + name, value));
    report.metrics().forEach((name, value) -> figures.put("validation/" + name, value));
    writing(() -> file.write(report.step(), figures));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the events cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
