package org.precis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;
import org.precis.train.config.TrainConfig;
import org.precis.train.config.TrainConfigReader;
import org.precis.train.data.PreparedData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works on training data. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Prepare, augment and translate data, and predict summaries for them.",
    subcommands = {
      DataCommand.Prepare.class,
      DataSections.class,
      DataAlign.class,
      DataPairs.class,
      DataAugment.class,
      DataTranslate.class,
      DataLexicon.class,
      DataGloss.class,
      DataBackGloss.class,
      DataPredict.class,
      DataPredictSections.class
    })
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: prepare, sections, align, pairs, augment, translate, lexicon,"
            + " gloss, back-gloss, predict or predict-sections");
  }

  /** Reads, filters, splits and tokenizes pairs, and reports on them. */
  @Command(
      name = "prepare",
      mixinStandardHelpOptions = true,
      description = "Read, filter, split and tokenize the pairs of a training, and report on them.")
  static final class Prepare implements Callable<Integer> {
    @Parameters(paramLabel = "CONFIG", description = "YAML file of a training")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "replaces a value of the file")
    private List<String> assignments = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      TrainConfig config = TrainConfigReader.read(file, assignments);
      try (Tokenizer tokenizer = TokenizerLoader.open(config.model())) {
        PreparedData data =
            PreparedData.open(
                config.data(),
                tokenizer,
                config.cache(),
                TrainCommand.rows(spec.commandLine().getErr()));
        spec.commandLine().getOut().println(data.report().toPrettyString());
        spec.commandLine().getOut().println(data.directory());
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }
}
