package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.model.io.OutputTokens;
import org.precis.model.io.UsedTokens;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists which tokens a language or texts use, so that a model need not decode all others. */
@Command(
    name = "outputs",
    mixinStandardHelpOptions = true,
    description = {
      "Write the tokens that a model may decode into its directory (" + OutputTokens.NAME + ").",
      "They are those that the texts use, those of the languages' letters, all special tokens, and "
          + "what spells any English word."
    })
final class ModelOutputs implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "Hugging Face model directory")
  private Path directory;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TEXT",
      description = "plain text in the language that the model writes, UTF-8, a paragraph a line")
  private List<Path> texts = List.of();

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      split = ",",
      description = "languages all whose letters' tokens are listed (default without TEXT: en)")
  private List<String> languages = List.of();

  @Option(
      names = "--least",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often a token must occur (default: ${DEFAULT-VALUE})")
  private long least;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Progress progress = new Progress(spec.commandLine().getErr(), "counting tokens", 0);
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(directory)) {
      UsedTokens used = new UsedTokens(tokenizer);
      used.addLanguages(languages.isEmpty() && texts.isEmpty() ? List.of("en") : languages);
      used.addTexts(texts);
      int[] ids = used.write(directory.resolve(OutputTokens.NAME), least);
      progress.done("counted");
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s: %,d of %,d tokens%n",
          directory.resolve(OutputTokens.NAME), ids.length, tokenizer.vocabularySize());
      out.flush();
    }
    return 0;
  }
}
