package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.model.io.CheckpointFacts;
import org.precis.model.io.CheckpointPruning;
import org.precis.model.io.UsedTokens;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model directory anew with a part of its vocabulary. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Write a model directory anew with the tokens of some languages or texts only, for what the "
          + "model reads and for what it writes.",
      "Kept are the tokens that the texts use, those of the languages' letters, all special tokens, "
          + "and what spells any English word."
    })
final class ModelPrune implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "Hugging Face model directory")
  private Path directory;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "directory to write; must not exist yet")
  private Path target;

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      split = ",",
      description = "languages all whose letters' tokens are kept, such as en,fa")
  private List<String> languages = List.of();

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      arity = "1..*",
      description = "plain texts whose tokens are kept, UTF-8, a paragraph a line")
  private List<Path> texts = List.of();

  @Option(
      names = "--least",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often a token must occur in the texts (default: ${DEFAULT-VALUE})")
  private long least;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (languages.isEmpty() && texts.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "which tokens are kept? Give --lang, --corpus or both");
    }
    CheckpointFacts before = CheckpointFacts.read(directory);
    Progress progress =
        new Progress(spec.commandLine().getErr(), "writing " + target, before.parameters() >> 20);
    CheckpointPruning.Pruned pruned =
        CheckpointPruning.prune(directory, target, ids(), weights -> progress.at(weights >> 20));
    CheckpointFacts after = CheckpointFacts.read(target);
    progress.done("written");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %,d of %,d tokens, %s of %s%n",
        target,
        pruned.kept().length,
        pruned.before(),
        Bytes.of(after.bytes()),
        Bytes.of(before.bytes()));
    if (!pruned.leftOut().isEmpty()) {
      out.println(
          "left out, as the network has no use for them: " + String.join(", ", pruned.leftOut()));
    }
    out.flush();
    return 0;
  }

  private int[] ids() throws IOException {
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(directory)) {
      UsedTokens used = new UsedTokens(tokenizer);
      used.addLanguages(languages);
      used.addTexts(texts);
      return used.ids(least);
    }
  }
}
