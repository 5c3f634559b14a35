package org.precis.train.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.precis.train.StepReport;
import org.precis.train.TrainingListener;
import org.precis.train.ValidationReport;
import org.precis.train.checkpoint.TrainerState;

/**
 * Writes {@code training.csv} and {@code validation.csv}. A resumed training drops the rows of
 * steps that are done again. Not thread-safe; whoever made it closes it.
 */
public final class MetricsLog implements TrainingListener, AutoCloseable {
  private final Path training;
  private final Path validation;
  private BufferedWriter steps;

  /**
   * A log.
   *
   * @param directory where both files go
   */
  public MetricsLog(Path directory) {
    training = directory.resolve("training.csv");
    validation = directory.resolve("validation.csv");
  }

  @Override
  public void started(TrainerState from) {
    writing(
        () -> {
          keepUpTo(from.step(), training);
          keepUpTo(from.step(), validation);
          steps =
              Files.newBufferedWriter(
                  training, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
  }

  @Override
  public void stepped(StepReport report) {
    writing(
        () -> {
          if (Files.size(training) == 0) {
            steps.write(
                "step,epoch,loss%s,rate,gradient_norm,source_tokens,target_tokens,seconds\n"
                    .formatted(names(report.losses().parts())));
          }
          steps.write(
              String.format(
                  Locale.ROOT,
                  "%d,%d,%.6g%s,%.6g,%.6g,%d,%d,%.3f\n",
                  report.step(),
                  report.epoch(),
                  report.losses().loss(),
                  values(report.losses().parts()),
                  report.rate(),
                  report.gradientNorm(),
                  report.sourceTokens(),
                  report.targetTokens(),
                  report.seconds()));
          steps.flush();
        });
  }

  @Override
  public void validated(ValidationReport report) {
    writing(
        () -> {
          String head =
              Files.exists(validation)
                  ? ""
                  : "step,loss%s%s,score,seconds\n"
                      .formatted(names(report.losses().parts()), names(report.metrics()));
          String row =
              String.format(
                  Locale.ROOT,
                  "%d,%.6g%s%s,%.6g,%.3f\n",
                  report.step(),
                  report.losses().loss(),
                  values(report.losses().parts()),
                  values(report.metrics()),
                  report.score(),
                  report.seconds());
          Files.writeString(
              validation, head + row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
  }

  private static String names(Map<String, Double> values) {
    return values.keySet().stream().map(name -> "," + name).collect(Collectors.joining());
  }

  private static String values(Map<String, Double> values) {
    return values.values().stream()
        .map(value -> String.format(Locale.ROOT, ",%.6g", value))
        .collect(Collectors.joining());
  }

  /** Drops rows of later steps, and one that a kill left unfinished. */
  private static void keepUpTo(long step, Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> kept = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      String first = line.split(",", 2)[0];
      if (!first.matches("\\d{1,18}") ? kept.isEmpty() : Long.parseLong(first) <= step) {
        kept.add(line);
      }
    }
    if (kept.size() < lines.size()) {
      Files.write(file, kept);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the log of figures cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (steps != null) {
      steps.close();
    }
  }
}
