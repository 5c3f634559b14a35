package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.precis.text.lexicon.Lexicon;
import org.precis.text.lexicon.LexiconLearner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Glosses texts. */
@Command(
    name = "gloss",
    mixinStandardHelpOptions = true,
    description = {
      "Gloss a text of each row word by word in English: with a lexicon, or, for rows that a",
      "model is to be trained on, each part of them with a lexicon learned from the others, so that",
      "the model meets unknown words as it will later."
    })
final class DataGloss implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "JSON Lines with text and language")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "JSON Lines to write")
  private Path output;

  @Option(
      names = "--field",
      defaultValue = "text",
      description = "text or, of what 'precis data predict' wrote, prediction (default: text)")
  private String field;

  @ArgGroup(multiplicity = "1")
  private With with;

  /** Where the lexicon comes from. */
  private static final class With {
    @Option(names = "--lexicon", paramLabel = "FILE", description = "of 'precis data lexicon'")
    private Path lexicon;

    @Option(
        names = "--folds",
        paramLabel = "N",
        description = "learn from the rows themselves, which have a 'summary', in so many parts")
    private int folds;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int rows =
        with.lexicon != null
            ? write(List.of(read(with.lexicon)), row -> 0)
            : write(lexicons(), this::fold);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d rows%n", output, rows);
    printer.flush();
    return 0;
  }

  private static Lexicon read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Lexicon.read(in);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** For each part a lexicon of the others. */
  private List<Lexicon> lexicons() throws IOException {
    if (with.folds < 2) {
      throw new IOException("--folds must be 2 or more, got " + with.folds);
    }
    List<Lexicon> lexicons = new ArrayList<>();
    for (int fold = 0; fold < with.folds; fold++) {
      LexiconLearner learner = new LexiconLearner();
      try (RowReader rows = RowReader.open(input, "text", "language", "summary")) {
        for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
          if (fold(row) != fold) {
            DataLexicon.add(row, learner);
          }
        }
      }
      lexicons.add(learner.learn());
    }
    return lexicons;
  }

  /** All translations of an English sentence are in one part. */
  private int fold(ObjectNode row) {
    return Math.floorMod(row.path("summary").asText().hashCode(), with.folds);
  }

  private int write(List<Lexicon> lexicons, ToIntFunction<ObjectNode> fold) throws IOException {
    int count = 0;
    boolean predicted = field.equals("prediction");
    String languageField = predicted ? "lang" : "language";
    try (RowReader rows = RowReader.open(input, field, languageField);
        BufferedWriter out = Files.newBufferedWriter(output)) {
      for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
        Lexicon lexicon = lexicons.get(fold.applyAsInt(row));
        String language = row.path(languageField).asText();
        if (lexicon.knows(language)) {
          row.put(field, lexicon.gloss(row.path(field).asText(), language).text());
        }
        out.write(SolrHttp.JSON.writeValueAsString(row));
        out.write('\n');
        count++;
      }
    }
    return count;
  }
}
