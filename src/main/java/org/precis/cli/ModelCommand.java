package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.precis.model.ModelSpec;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works on model directories. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Check and make model directories.",
    subcommands = {ModelCommand.Check.class, ModelCommand.Random.class})
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: check or random");
  }

  /** Says whether a directory loads, and what is wrong with it if not. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Load a model directory and say what it is, or what is wrong with it.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Hugging Face model directory")
    private Path directory;

    @Option(
        names = "--device",
        paramLabel = "DEVICE",
        defaultValue = "cpu",
        description = "cpu, gpu or gpu:N (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      var report = SolrHttp.JSON.createObjectNode();
      report.put("directory", directory.toString());
      Progress progress = new Progress(spec.commandLine().getErr(), "loading " + directory, 0);
      try (LoadedModel loaded = ModelLoader.load(directory, device)) {
        progress.done("loaded");
        ModelSpec model = loaded.model().spec();
        String sample = "A short sentence, 3.14 and Ünïcödé.";
        int[] ids = loaded.tokenizer().encode(sample).ids();
        report.put("ok", true);
        report.put("name", loaded.name()).put("type", model.modelType());
        report.put("hash", loaded.hash()).put("tokenizer", loaded.tokenizer().hash());
        report.put("device", loaded.device()).put("vocabulary", model.vocabularySize());
        report.put("generation", loaded.generation().toString());
        report.put("sample", sample).put("sampleTokens", ids.length);
        report.put("sampleDecoded", loaded.tokenizer().decode(ids));
      } catch (ModelFormatException bad) {
        progress.done("refused");
        report.put("ok", false).put("problem", bad.getMessage());
      }
      if (json) {
        out.println(report.toPrettyString());
      } else {
        report
            .fields()
            .forEachRemaining(f -> out.println(f.getKey() + ": " + f.getValue().asText()));
      }
      out.flush();
      return report.path("ok").asBoolean() ? 0 : 1;
    }
  }

  /** Writes a checkpoint with random weights. */
  @Command(
      name = "random",
      mixinStandardHelpOptions = true,
      description = "Write a checkpoint of a known shape with random weights, for benchmarks.")
  static final class Random implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "directory to write; must not exist yet")
    private Path directory;

    @Option(
        names = "--shape",
        paramLabel = "NAME",
        defaultValue = "mt5-small",
        description = "tiny, t5-small or mt5-small (default: ${DEFAULT-VALUE})")
    private String shape;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "seed of the weights (default: ${DEFAULT-VALUE})")
    private long seed;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (Files.exists(directory)) {
        throw new IOException(directory + " exists already; name a new directory");
      }
      Progress progress = new Progress(spec.commandLine().getErr(), "writing " + directory, 0);
      RandomCheckpoint.write(directory, RandomCheckpoint.Size.of(shape).config(), seed);
      progress.done("written");
      return 0;
    }
  }
}
