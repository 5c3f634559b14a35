package org.precis.eval.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the predictions of one or more systems for the same examples, in the same order; the first
 * one says which documents they are of. Whoever opened it closes it. Not thread-safe.
 */
public final class PairedExamples implements Closeable {
  private final List<ExampleReader> systems = new ArrayList<>();

  private PairedExamples() {}

  /**
   * Opens files, one for each system.
   *
   * @param files at least one
   * @param summaryLanguage as {@link ExampleReader} takes it
   * @throws IOException if a file cannot be read
   */
  public static PairedExamples open(List<Path> files, String summaryLanguage) throws IOException {
    PairedExamples paired = new PairedExamples();
    try {
      for (Path file : files) {
        paired.systems.add(ExampleReader.open(file, summaryLanguage));
      }
      return paired;
    } catch (IOException e) {
      paired.close();
      throw e;
    }
  }

  /** Names of the files. */
  public List<String> names() {
    return systems.stream().map(ExampleReader::name).toList();
  }

  /**
   * The next example, as each system has it; empty behind the last one.
   *
   * @throws IOException if a line is no example, or the files do not hold the same examples
   */
  public List<Example> next() throws IOException {
    List<Example> examples = new ArrayList<>();
    Optional<Example> first = systems.get(0).next();
    for (ExampleReader system : systems) {
      Optional<Example> example = system == systems.get(0) ? first : system.next();
      if (example.isPresent() != first.isPresent()) {
        throw unequal(system, "one has more examples than the other");
      }
      if (example.isPresent() && !example.get().isPairedWith(first.orElseThrow())) {
        throw unequal(system, "they differ in references, 'lang', 'summaryLang' or 'stratum'");
      }
      example
          .map(found -> found.ofDocument(first.orElseThrow().document()))
          .ifPresent(examples::add);
    }
    return examples;
  }

  @Override
  public void close() throws IOException {
    for (ExampleReader system : systems) {
      system.close();
    }
  }

  private IOException unequal(ExampleReader other, String how) {
    return new IOException(
        "%s and %s cannot be compared: %s; compared files hold the same examples in the same order"
            .formatted(systems.get(0).place(), other.place(), how));
  }
}
