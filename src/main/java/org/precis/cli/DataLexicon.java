package org.precis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.precis.text.LanguageTags;
import org.precis.text.lexicon.Lexicon;
import org.precis.text.lexicon.LexiconLearner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns a lexicon. */
@Command(
    name = "lexicon",
    mixinStandardHelpOptions = true,
    description = {
      "Learn a lexicon from sentences ('text', 'language') and their English translations",
      "('summary'). In a model's directory, as "
          + Lexicon.FILE
          + ", it makes the model read glosses."
    })
final class DataLexicon implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "JSON Lines")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "lexicon to write")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LexiconLearner learner = new LexiconLearner();
    try (RowReader rows = RowReader.open(input, "text", "language", "summary")) {
      for (JsonNode row = rows.next(); row != null; row = rows.next()) {
        add(row, learner);
      }
    }
    Lexicon lexicon = learner.learn();
    try (OutputStream out = Files.newOutputStream(output)) {
      lexicon.write(out);
    }
    PrintWriter printer = spec.commandLine().getOut();
    for (String language : new TreeSet<>(lexicon.languages())) {
      printer.printf("%s %d words%n", language, lexicon.size(language));
    }
    printer.flush();
    return 0;
  }

  /** Adds a row to what a lexicon is learned from. */
  static void add(JsonNode row, LexiconLearner learner) {
    learner.add(
        LanguageTags.language(row.path("language").asText()),
        row.path("text").asText(),
        row.path("summary").asText());
  }
}
