package org.precis.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
    List<String> rows = Files.readAllLines(input);
    int done = ContinuedLines.count(output);
    try (BufferedWriter out =
        Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = done; i < rows.size(); i++) {
        JsonNode row = SolrHttp.JSON.readTree(rows.get(i));
        if (!(row instanceof ObjectNode object) || !row.path(field).isTextual()) {
          throw new IOException(
              "%s:%d has no text '%s'; each line is a JSON object with it"
                  .formatted(input, i + 1, field));
        }
        List<String> sentences =
            splitter.split(row.path(field).asText(), from).stream().map(Sentence::text).toList();
        object.put(field, String.join(" ", translator.translate(sentences)));
        out.write(SolrHttp.JSON.writeValueAsString(object));
        out.write('\n');
        out.flush();
      }
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d rows%n", output, rows.size());
    printer.flush();
  }
}
