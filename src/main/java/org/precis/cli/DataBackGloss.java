package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.precis.text.LanguageTags;
import org.precis.text.lexicon.BackGlosser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes glosses of English. */
@Command(
    name = "back-gloss",
    mixinStandardHelpOptions = true,
    description = {
      "Give English a text as a gloss would have it, each time of a language",
      "that is drawn: back-translation for models that read glosses. Words are replaced, left out",
      "and moved as they are in the glosses of 'precis data gloss' beside their English."
    })
final class DataBackGloss implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "GLOSSED",
      description = "JSON Lines with glosses (text, language) and their English (summary)")
  private Path glossed;

  @Parameters(
      index = "1",
      paramLabel = "ENGLISH",
      description = "JSON Lines with English (summary)")
  private Path english;

  @Parameters(index = "2", paramLabel = "OUT", description = "JSON Lines to write")
  private Path output;

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description = "rows for each English one (default: ${DEFAULT-VALUE})")
  private int copies;

  @Option(names = "--seed", defaultValue = "1", description = "of the draws (default: 1)")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (copies < 1) {
      throw new IOException("--copies must be 1 or more, got " + copies);
    }
    BackGlosser.Learner learner = new BackGlosser.Learner();
    try (RowReader rows = RowReader.open(glossed, "text", "language", "summary")) {
      for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
        learner.add(
            LanguageTags.language(row.path("language").asText()),
            row.path("text").asText(),
            row.path("summary").asText());
      }
    }
    BackGlosser glosser = learner.learn();
    List<String> languages = glosser.languages();
    if (languages.isEmpty()) {
      throw new IOException(glossed + ": no rows; back-gloss needs glosses to learn from");
    }
    SplittableRandom random = new SplittableRandom(seed);
    int count = 0;
    try (RowReader rows = RowReader.open(english, "summary");
        BufferedWriter out = Files.newBufferedWriter(output)) {
      for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
        for (int copy = 0; copy < copies; copy++) {
          String language = languages.get(random.nextInt(languages.size()));
          row.put("text", glosser.gloss(row.path("summary").asText(), language, random));
          row.put("language", "en");
          out.write(SolrHttp.JSON.writeValueAsString(row));
          out.write('\n');
          count++;
        }
      }
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d rows%n", output, count);
    printer.flush();
    return 0;
  }
}
