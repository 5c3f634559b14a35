package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.train.augment.AugmentationSettings;
import org.precis.train.augment.AugmentationSettings.Overlap;
import org.precis.train.augment.DataAugmentation;
import org.precis.train.augment.GivenTranslations;
import org.precis.train.augment.ModelTranslator;
import org.precis.train.augment.SentenceSelection;
import org.precis.train.augment.Translator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** Where translations come from. */
  private static final class Source {
    @Option(names = "--model", paramLabel = "DIR", description = "translation model")
    private Path model;

    @Option(
        names = "--translations",
        paramLabel = "FILE",
        description = "dry run: a sentence, a tab and its translation a line")
    private Path translations;
  }

  @Option(
      names = "--tag",
      defaultValue = "",
      paramLabel = "TAG",
      description = "BCP 47 tag that a multilingual model is told, such as am")
  private String tag;

  @Option(
      names = "--prefix",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "put before each sentence, such as >>amh<< for some of Marian's models")
  private String prefix;

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

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "sentences translated at once (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--generation",
      paramLabel = "KEY=VALUE",
      description = "setting of generation, such as num_beams=1")
  private Map<String, String> generation = Map.of();

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AugmentationSettings settings =
        new AugmentationSettings(language, selection, percent, measure, pairs, seed);
    int rows;
    if (source.translations != null) {
      rows = write(settings, new GivenTranslations(source.translations));
    } else {
      try (LoadedModel model = ModelLoader.load(source.model, device, LoadOptions.SERVING)) {
        rows = write(settings, new ModelTranslator(model, tag, prefix, generation, batch));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %d pairs in %s%n", output, rows, language);
    out.flush();
    return 0;
  }

  private int write(AugmentationSettings settings, Translator translator) throws IOException {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "writing " + output, settings.pairs());
    int rows = new DataAugmentation(settings, translator).run(english, output, progress::at);
    progress.done("written");
    return rows;
  }
}
