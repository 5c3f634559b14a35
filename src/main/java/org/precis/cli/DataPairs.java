package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.precis.eval.WordTokenizer;
import org.precis.eval.rouge.GoogleTokenizer;
import org.precis.eval.rouge.Rouge;
import org.precis.text.HeadingType;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataLines;
import org.precis.train.data.SectionedDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes pairs of sectioned documents, for supervised training. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description = {
      "Make pairs of sectioned documents: whole documents with their summaries; DANCER's sections"
          + " with the sentences that an alignment puts there ('precis data align' writes one); or"
          + " three sentences with the summary's sentence that has the longest common subsequence"
          + " with the middle one."
    })
final class DataPairs implements Callable<Integer> {
  private static final Set<HeadingType> DANCER =
      EnumSet.of(
          HeadingType.INTRODUCTION,
          HeadingType.METHODS,
          HeadingType.RESULTS,
          HeadingType.LITERATURE,
          HeadingType.CONCLUSION);

  private static final WordTokenizer WORDS = new GoogleTokenizer(false);

  /** What pairs are made of. */
  private enum Of {
    /** Whole documents. */
    DOCUMENTS,
    /** Sections whose heading is of a type that DANCER trains on, with 50 words on both sides. */
    SECTIONS,
    /** The sentence of the document that is most like a summary's, and its two neighbours. */
    SENTENCES
  }

  @Parameters(index = "0", paramLabel = "IN", description = "documents of 'precis data sections'")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "pairs to write, JSON Lines")
  private Path output;

  @Option(
      names = "--of",
      required = true,
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES}")
  private Of what;

  @Option(
      names = "--min-words",
      defaultValue = "50",
      description = "fewest words of a section and of its target (default: ${DEFAULT-VALUE})")
  private int minWords;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BadRows bad = new BadRows();
    int[] count = {0};
    try (BufferedWriter out = Files.newBufferedWriter(output)) {
      DataLines.read(
          input,
          line -> {
            SectionedDocument document = SectionedDocument.parse(line);
            for (ObjectNode pair : pairs(document)) {
              count[0]++;
              write(out, pair);
            }
          },
          bad);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s: %d pairs, %d bad rows%n", output, count[0], bad.count());
    bad.first().forEach(printer::println);
    printer.flush();
    return 0;
  }

  private static void write(BufferedWriter out, ObjectNode pair) {
    try {
      out.write(pair + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ObjectNode> pairs(SectionedDocument document) {
    return switch (what) {
      case DOCUMENTS -> whole(document);
      case SECTIONS -> sections(document);
      case SENTENCES -> sentences(document);
    };
  }

  private static List<ObjectNode> whole(SectionedDocument document) {
    String text =
        document.sections().stream().map(DataPairs::text).collect(Collectors.joining(" "));
    return List.of(pair(document, text, String.join(" ", document.summary())));
  }

  private List<ObjectNode> sections(SectionedDocument document) {
    if (document.alignment().isEmpty()) {
      throw new IllegalArgumentException(
          "document '%s' has no 'alignment'; precis data align writes one"
              .formatted(document.id()));
    }
    List<ObjectNode> pairs = new ArrayList<>();
    for (int i = 0; i < document.sections().size(); i++) {
      SectionedDocument.Section section = document.sections().get(i);
      List<String> sentences = new ArrayList<>();
      for (int j = 0; j < document.summary().size(); j++) {
        if (document.alignment().get(j) == i) {
          sentences.add(document.summary().get(j));
        }
      }
      String target = String.join(" ", sentences);
      if (DANCER.contains(HeadingType.of(section.heading()))
          && words(text(section)) > minWords
          && words(target) > minWords) {
        pairs.add(pair(document, text(section), target));
      }
    }
    return pairs;
  }

  private static List<ObjectNode> sentences(SectionedDocument document) {
    List<List<String>> sections =
        document.sections().stream().map(SectionedDocument.Section::sentences).toList();
    List<List<List<String>>> words =
        sections.stream().map(some -> some.stream().map(WORDS::tokens).toList()).toList();
    List<ObjectNode> pairs = new ArrayList<>();
    for (String target : document.summary()) {
      List<String> targetWords = WORDS.tokens(target);
      List<String> closest = List.of();
      double best = 0;
      for (int section = 0; section < sections.size(); section++) {
        List<String> sentences = sections.get(section);
        for (int i = 0; i < sentences.size(); i++) {
          double score = Rouge.longest(targetWords, words.get(section).get(i)).recall();
          if (score > best) {
            best = score;
            closest = sentences.subList(Math.max(0, i - 1), Math.min(sentences.size(), i + 2));
          }
        }
      }
      if (best > 0) {
        pairs.add(pair(document, String.join(" ", closest), target));
      }
    }
    return pairs;
  }

  private static String text(SectionedDocument.Section section) {
    return String.join(" ", section.sentences());
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
  }

  private static ObjectNode pair(SectionedDocument document, String text, String summary) {
    return SolrHttp.JSON
        .createObjectNode()
        .put("document", document.id())
        .put("text", text)
        .put("summary", summary);
  }
}
