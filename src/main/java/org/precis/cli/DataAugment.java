package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.precis.train.augment.AugmentationSettings;
import org.precis.train.augment.AugmentationSettings.Overlap;
import org.precis.train.augment.DataAugmentation;
import org.precis.train.augment.SentenceSelection;
import org.precis.train.augment.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes pseudo-pairs of English ones. */
@Command(
    name = "augment",
    mixinStandardHelpOptions = true,
    description = {
      "Make pairs for a language with few: translate some sentences of English documents, leave the"
          + " others.",
      "Give it training pairs only. The same command continues an interrupted run."
    })
final class DataAugment implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PAIRS", description = "English pairs, JSON Lines")
  private Path english;

  @Parameters(index = "1", paramLabel = "OUT", description = "JSON Lines to write")
  private Path output;

  @Option(
      names = "--language",
      required = true,
      paramLabel = "NAME",
      description = "language as the training data name it, such as amharic")
  private String language;

  @Mixin private TranslatorOptions translation;

  @Option(
      names = "--selection",
      defaultValue = "INFORMATIVE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private SentenceSelection selection;

  @Option(
      names = "--percent",
      defaultValue = "50",
      description = "how many of a document's sentences are translated (default: ${DEFAULT-VALUE})")
  private double percent;

  @Option(
      names = "--measure",
      defaultValue = "ROUGE1",
      description =
          "what a sentence has in common with the summary: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE})")
  private Overlap measure;

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "N",
      description = "pairs to make; the paper's groups begin at 1000 and 5000")
  private int pairs;

  @Option(names = "--seed", defaultValue = "1", description = "chooses the documents")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AugmentationSettings settings =
        new AugmentationSettings(language, selection, percent, measure, pairs, seed);
    translation.run(translator -> write(settings, translator));
    return 0;
  }

  private void write(AugmentationSettings settings, Translator translator) throws IOException {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "writing " + output, settings.pairs());
    int rows = new DataAugmentation(settings, translator).run(english, output, progress::at);
    progress.done("written");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %d pairs in %s%n", output, rows, language);
    out.flush();
  }
}
