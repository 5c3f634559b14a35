package org.precis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.model.io.OutputTokens;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts which tokens texts use, so that a model need not decode all others. */
@Command(
    name = "outputs",
    mixinStandardHelpOptions = true,
    description = {
      "Write the tokens that a model may decode into its directory (" + OutputTokens.NAME + ").",
      "They are those that the texts use, all special tokens, and what spells any English word."
    })
final class ModelOutputs implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "Hugging Face model directory")
  private Path directory;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = "plain text in the language that the model writes, UTF-8, a paragraph a line")
  private List<Path> texts = List.of();

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
      OutputTokens tokens = new OutputTokens(tokenizer);
      for (Path text : texts) {
        try (BufferedReader lines = Files.newBufferedReader(text)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            tokens.add(line);
          }
        }
      }
      int[] ids = tokens.write(directory, least);
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
