package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.train.augment.ContinuedLines;
import org.precis.train.augment.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Translates a field of JSON Lines. */
@Command(
    name = "translate",
    mixinStandardHelpOptions = true,
    description = {
      "Translate a field of each row, sentence by sentence: 'text' for translate-then-summarise,",
      "'prediction' for summarise-then-translate. The same command continues an interrupted run."
    })
final class DataTranslate implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "JSON Lines")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "JSON Lines to write")
  private Path output;

  @Option(names = "--field", required = true, description = "text, summary or prediction")
  private String field;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TAG",
      description = "the text's language")
  private String from;

  @Mixin private TranslatorOptions translation;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    translation.run(this::translate);
    return 0;
  }

  private void translate(Translator translator) throws IOException {
    SentenceSplitter splitter = new MultilingualSentenceSplitter();
    int done = ContinuedLines.count(output);
    int count = 0;
    try (RowReader rows = RowReader.open(input, field);
        BufferedWriter out =
            Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (ObjectNode row = rows.next(); row != null; row = rows.next()) {
        count++;
        if (count <= done) {
          continue;
        }
        List<String> sentences =
            splitter.split(row.path(field).asText(), from).stream().map(Sentence::text).toList();
        row.put(field, String.join(" ", translator.translate(sentences)));
        out.write(SolrHttp.JSON.writeValueAsString(row));
        out.write('\n');
        out.flush();
      }
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d rows%n", output, count);
    printer.flush();
  }
}
