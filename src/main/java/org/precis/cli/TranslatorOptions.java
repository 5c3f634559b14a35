package org.precis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.text.lexicon.Lexicon;
import org.precis.train.augment.GivenTranslations;
import org.precis.train.augment.LexiconTranslator;
import org.precis.train.augment.ModelTranslator;
import org.precis.train.augment.Translator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What translates for a command. */
final class TranslatorOptions {
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

    @Option(
        names = "--lexicon",
        paramLabel = "FILE",
        description = "word by word, by what 'precis data lexicon' learned out of English")
    private Path lexicon;
  }

  @Option(
      names = "--tag",
      defaultValue = "",
      paramLabel = "TAG",
      description = "BCP 47 tag of the target language that a multilingual model is told")
  private String tag;

  @Option(
      names = "--prefix",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "put before each sentence, such as >>amh<< for some of Marian's models")
  private String prefix;

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

  /** Something that translates. */
  @FunctionalInterface
  interface Work {
    void with(Translator translator) throws IOException;
  }

  /** Does something with the translator, which is closed afterwards. */
  void run(Work work) throws IOException {
    if (source.translations != null) {
      work.with(new GivenTranslations(source.translations));
      return;
    }
    if (source.lexicon != null) {
      try (InputStream file = Files.newInputStream(source.lexicon)) {
        work.with(new LexiconTranslator(Lexicon.read(file)));
      }
      return;
    }
    try (LoadedModel model = ModelLoader.load(source.model, device, LoadOptions.SERVING)) {
      work.with(new ModelTranslator(model, tag, prefix, generation, batch));
    }
  }
}
