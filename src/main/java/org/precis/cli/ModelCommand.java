package org.precis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.model.io.PointerCheckpoint;
import org.precis.model.io.RandomBart;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.pgnet.PointerConfig;
import org.precis.token.WordCounts;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataFile;
import org.precis.train.data.PairReader;
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
    description = "Fetch, check, convert and make model directories.",
    subcommands = {
      ModelPull.class,
      ModelCheck.class,
      ModelConvert.class,
      ModelOutputs.class,
      ModelPrune.class,
      ModelAlign.class,
      ModelCommand.Random.class
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: pull, check, convert, outputs, prune, align or random");
  }

  /** Writes a checkpoint with random weights. */
  @Command(
      name = "random",
      mixinStandardHelpOptions = true,
      description =
          "Write a checkpoint of a known shape with random weights, to train from nothing.")
  static final class Random implements Callable<Integer> {
    private static final String BART = "bart-mini";

    @Parameters(paramLabel = "DIR", description = "directory to write; must not exist yet")
    private Path directory;

    @Option(
        names = "--shape",
        paramLabel = "NAME",
        defaultValue = "mt5-small",
        description =
            "tiny, t5-micro, t5-mini, t5-deep-encoder, t5-small, mt5-small, bart-mini or pgnet"
                + " (default: ${DEFAULT-VALUE})")
    private String shape;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "seed of the weights (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
        names = "--tokenizer",
        paramLabel = "DIR",
        description =
            "directory whose T5 tokenizer is copied and gives the vocabulary's size; bart-mini needs a"
                + " BART's")
    private Path tokenizer;

    @Option(
        names = "--text",
        paramLabel = "FILE",
        description = "pgnet: pairs whose words are counted for the vocabulary; may come twice")
    private List<Path> texts = new ArrayList<>();

    @Option(
        names = "--words",
        paramLabel = "N",
        defaultValue = "20000",
        description =
            "pgnet: the most frequent ones are the vocabulary (default: ${DEFAULT-VALUE})")
    private int words;

    @Option(
        names = "--hidden",
        paramLabel = "N",
        defaultValue = "256",
        description = "pgnet: width of states and attention (default: ${DEFAULT-VALUE})")
    private int hidden;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (Files.exists(directory)) {
        throw new IOException(directory + " exists already; name a new directory");
      }
      Progress progress = new Progress(spec.commandLine().getErr(), "writing " + directory, 0);
      if (shape.equals(PointerConfig.MODEL_TYPE)) {
        writePointer();
      } else if (shape.equals(BART)) {
        writeBart();
      } else if (tokenizer == null) {
        RandomCheckpoint.write(directory, RandomCheckpoint.Size.of(shape).config(), seed);
      } else {
        RandomCheckpoint.write(
            directory, RandomCheckpoint.Size.of(shape).config(), tokenizer, seed);
      }
      progress.done("written");
      return 0;
    }

    private void writePointer() throws IOException {
      if (texts.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--shape pgnet needs --text: a file of pairs to count words in");
      }
      WordCounts counts = new WordCounts();
      BadRows bad = new BadRows();
      for (Path text : texts) {
        PairReader.read(
            DataFile.of(text),
            pair -> {
              counts.add(pair.source());
              counts.add(pair.target());
            },
            bad);
      }
      List<String> vocabulary = counts.vocabulary(words);
      PointerCheckpoint.write(
          directory, PointerCheckpoint.config(vocabulary.size(), hidden), vocabulary, seed);
    }

    private void writeBart() throws IOException {
      if (tokenizer == null) {
        throw new ParameterException(spec.commandLine(), BART + " needs --tokenizer");
      }
      RandomBart.write(directory, tokenizer, seed);
    }
  }
}
