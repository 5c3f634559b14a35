package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.precis.train.Trainer;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;
import org.precis.train.run.EventLog;
import org.precis.train.run.MetricsLog;
import org.precis.train.run.Objectives;
import org.precis.train.run.TrainingListeners;
import org.precis.train.run.TrainingPlan;
import org.precis.train.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a model as a YAML file says.",
      "Goes on from the last checkpoint where there is one. Ctrl-C ends after the current step,"
          + " with a checkpoint."
    },
    subcommands = TrainCommand.Plan.class)
final class TrainCommand implements Callable<Integer> {
  /** How long an interrupted process waits for the current step and its checkpoint. */
  private static final long STOP_MINUTES = 10;

  @Parameters(arity = "0..1", paramLabel = "CONFIG", description = "YAML file")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "replaces a value of the file, such as --set batch.max_tokens=2048")
  private List<String> assignments = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "a configuration is missing");
    }
    PrintWriter err = spec.commandLine().getErr();
    TrainConfig config = TrainConfigReader.read(file, assignments);
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> await(stop, ended), "stop training");
    Runtime.getRuntime().addShutdownHook(hook);
    try (TrainingRun run = open(config, err);
        MetricsLog log = new MetricsLog(config.output());
        EventLog events = new EventLog(config.output())) {
      TrainingDisplay display = new TrainingDisplay(err, config.trainer().steps());
      Trainer.Outcome outcome = run.train(TrainingListeners.of(log, events, display), stop::get);
      err.println(
          switch (outcome) {
            case COMPLETE -> "done; the model is " + config.output().resolve("model");
            case EARLY_STOP ->
                "ended early: no better score for %d validations; the model is %s"
                    .formatted(config.trainer().patience(), config.output().resolve("model"));
            case STOPPED -> "stopped; the same command goes on from here";
          });
      err.flush();
      return 0;
    } finally {
      ended.countDown();
      removeHook(hook);
    }
  }

  private static void await(AtomicBoolean stop, CountDownLatch ended) {
    stop.set(true);
    try {
      boolean inTime = ended.await(STOP_MINUTES, TimeUnit.MINUTES);
      if (!inTime) {
        System.err.println("the step took too long; the last checkpoint is whole");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The process is ending: the hook is running, and has been told to go on.
    }
  }

  /** Opens a training, saying how far the preparation of its data is. */
  static TrainingRun open(TrainConfig config, PrintWriter err) throws IOException {
    return TrainingRun.open(config, Objectives.of(config, documents(err)), rows(err));
  }

  /** Says every so many documents that a teacher has read them. */
  private static LongConsumer documents(PrintWriter err) {
    return documents -> {
      if (documents % 1_000 < 16) {
        err.println("the teacher has read " + documents + " documents");
        err.flush();
      }
    };
  }

  /** Says every so many rows that they are read. */
  static LongConsumer rows(PrintWriter err) {
    return rows -> {
      if (rows % 10_000 == 0) {
        err.println(rows + " rows prepared");
        err.flush();
      }
    };
  }

  /** Says what a training would do. */
  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = "Say what a training would do: data, steps, memory, schedule.")
  static final class Plan implements Callable<Integer> {
    @Parameters(paramLabel = "CONFIG", description = "YAML file")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "replaces a value of the file")
    private List<String> assignments = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      TrainConfig config = TrainConfigReader.read(file, assignments);
      try (TrainingRun run = open(config, spec.commandLine().getErr())) {
        spec.commandLine().getOut().print(TrainingPlan.of(config, run));
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }
}
