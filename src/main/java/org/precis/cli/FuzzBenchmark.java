package org.precis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads many broken files and says what came of it; see {@link Fuzz}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = "Loads broken model files; exit code 1 if one does not end as it should.")
final class FuzzBenchmark implements Callable<Integer> {
  @Option(
      names = "--samples",
      defaultValue = "src/test/resources/parity",
      description = "sound files (${DEFAULT-VALUE})")
  private Path samples = Path.of("");

  @Option(names = "--count", defaultValue = "10000", description = "files (${DEFAULT-VALUE})")
  private int count;

  @Option(names = "--first", defaultValue = "0", description = "number of the first copy of each")
  private int first;

  @Option(names = "--seed", description = "seed (default: the time)")
  private Long seed;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FuzzBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    long chosen = seed == null ? System.currentTimeMillis() : seed;
    int each = Math.max(1, count / Fuzz.samples());
    System.out.printf("%d copies of %d files, --seed %d%n", each, Fuzz.samples(), chosen);
    Path directory = Files.createTempDirectory("precis-fuzz");
    try {
      Progress progress =
          new Progress(Precis.utf8(System.err), "loading", (long) each * Fuzz.samples());
      Fuzz.Result result = new Fuzz(samples, directory).run(chosen, first, each, progress);
      progress.done("done");
      result.failures().forEach(System.out::println);
      System.out.printf(
          "%d refused, %d loaded, %d failures; slowest %.0f ms, most heap for one %d MB, %s%n",
          result.refused(),
          result.loaded(),
          result.failures().size(),
          result.slowestMillis(),
          result.mostBytes() >> 20,
          Measured.memory());
      return result.failures().isEmpty() ? 0 : 1;
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
