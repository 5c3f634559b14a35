package org.precis.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.train.data.SectionLimits;
import org.precis.train.data.SectionedDocument;
import org.precis.train.data.Split;
import org.precis.train.data.sections.SectionConversion;
import org.precis.train.data.sections.SectionFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts a collection of sectioned documents. */
@Command(
    name = "sections",
    mixinStandardHelpOptions = true,
    description = {
      "Write a collection of sectioned documents in the one layout that training and evaluation of"
          + " section summarisers read, and report what was left out.",
      "Each line of OUT has 'id', 'sections' (heading, text: one sentence a line), 'summary'"
          + " (sentences) and, where it is known, 'alignment' (the section of each sentence)."
    })
final class DataSections implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IN", description = "JSON Lines, or a folder of JSON files")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "JSON Lines to write")
  private Path output;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}")
  private SectionFormat format;

  @Option(
      names = "--max-sections",
      paramLabel = "N",
      description = "neighbours of more sections are put together (default: 25)")
  private int maxSections = SectionLimits.DEFAULT.maxSections();

  @Option(names = "--validation", paramLabel = "FILE", description = "gets held-back documents")
  private Path validation;

  @Option(names = "--test", paramLabel = "FILE", description = "gets held-back documents")
  private Path test;

  @Option(
      names = "--held-share",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "share of the documents in each of both (default: ${DEFAULT-VALUE})")
  private double heldShare;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SectionConversion conversion =
        new SectionConversion(format, new MultilingualSentenceSplitter(), maxSections);
    Map<Split, BufferedWriter> files = new EnumMap<>(Split.class);
    try {
      files.put(Split.TRAIN, Files.newBufferedWriter(output));
      if (validation != null) {
        files.put(Split.VALIDATION, Files.newBufferedWriter(validation));
      }
      if (test != null) {
        files.put(Split.TEST, Files.newBufferedWriter(test));
      }
      conversion.read(input, document -> write(document, files));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      for (BufferedWriter file : files.values()) {
        file.close();
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(conversion.report().toPrettyString());
    out.flush();
    return 0;
  }

  private void write(SectionedDocument document, Map<Split, BufferedWriter> files) {
    Split split =
        Split.of(document.id(), validation == null ? 0 : heldShare, test == null ? 0 : heldShare);
    try {
      files.get(split).write(document.toLine() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
