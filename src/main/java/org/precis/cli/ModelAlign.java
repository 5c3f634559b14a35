package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.precis.train.across.Pooling;
import org.precis.train.across.alignment.AlignedTexts;
import org.precis.train.across.alignment.AlignmentMap;
import org.precis.train.across.alignment.DocumentVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws ACROSS's heat map. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    description =
        "Compare what an encoder makes of documents and of the same documents in English.")
final class ModelAlign implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "Hugging Face model directory")
  private Path folder;

  @Parameters(index = "1", paramLabel = "FOREIGN", description = "pairs in a language, JSON Lines")
  private Path foreign;

  @Parameters(index = "2", paramLabel = "ENGLISH", description = "the same documents in English")
  private Path english;

  @Option(
      names = "--teacher",
      paramLabel = "DIR",
      description = "model that reads the English side (default: the same)")
  private Path teacher;

  @Option(names = "--pairs", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
  private int pairs;

  @Option(names = "--seed", defaultValue = "1", description = "chooses the pairs")
  private long seed;

  @Option(
      names = "--pooling",
      defaultValue = "MEAN",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Pooling pooling;

  @Option(names = "--max-tokens", defaultValue = "512", description = "default: ${DEFAULT-VALUE}")
  private int maxTokens;

  @Option(names = "--map", paramLabel = "FILE", description = "page to write, with a heat map")
  private Path picture;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AlignedTexts texts = AlignedTexts.read(foreign, english, pairs, seed);
    float[][] rows;
    float[][] columns;
    try (DocumentVectors student = new DocumentVectors(folder, device, pooling, maxTokens)) {
      rows = student.of(texts.foreign());
      columns = teacher == null ? student.of(texts.english()) : new float[0][];
    }
    if (teacher != null) {
      try (DocumentVectors other = new DocumentVectors(teacher, device, pooling, maxTokens)) {
        columns = other.of(texts.english());
      }
    }
    AlignmentMap map = AlignmentMap.of(rows, columns);
    if (picture != null) {
      Files.writeString(picture, map.page());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d pairs: diagonal %.4f, elsewhere %.4f, retrieval accuracy %.4f%n",
        rows.length, map.meanDiagonal(), map.meanOffDiagonal(), map.retrievalAccuracy());
    out.flush();
    return 0;
  }
}
