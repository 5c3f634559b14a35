package org.precis.cli;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.token.TokenizerFormatException;
import org.precis.token.TokenizerLoader;

/**
 * Loads broken copies of sound files. Each must load or end in the exception that says what is
 * wrong, in bounded time and memory. The same seed gives the same copies. Not thread-safe.
 */
final class Fuzz {
  private static final double MOST_MILLIS = 20_000;
  private static final long MOST_BYTES = 600_000_000;

  /** Sound files, by the folders of the tests' fixtures. */
  private enum Sample {
    SAFETENSORS("malicious/control", "model.safetensors", "model.safetensors", "config.json"),
    ZIP("mt5-gated-untied", "variants/pytorch_model.bin", "pytorch_model.bin", "config.json"),
    OLD_TORCH(
        "t5-relu-tied", "variants/pytorch_model.legacy.bin", "pytorch_model.bin", "config.json"),
    INDEX("t5-relu-tied/variants/sharded", "model.safetensors.index.json", null, null),
    CONFIG("malicious/control", "config.json", "config.json", "model.safetensors"),
    SENTENCEPIECE("malicious/control", "spiece.model", "spiece.model", "tokenizer_config.json"),
    TOKENIZER("malicious/control", "tokenizer.json", "tokenizer.json", "config.json");

    private final String folder;
    private final String source;
    private final String name;
    private final String companion;

    Sample(String folder, String source, String name, String companion) {
      this.folder = folder;
      this.source = source;
      this.name = name == null ? source : name;
      this.companion = companion;
    }

    /** Puts what the broken file needs beside it into a directory. */
    void prepare(Path samples, Path directory) throws IOException {
      Path from = samples.resolve(folder);
      if (companion != null) {
        Files.copy(from.resolve(companion), directory.resolve(companion));
        return;
      }
      try (var files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, directory.resolve(file.getFileName()));
        }
      }
    }

    void load(Path directory) {
      if (this == SENTENCEPIECE || this == TOKENIZER) {
        TokenizerLoader.load(directory).close();
      } else {
        ModelLoader.loadNetwork(directory, "cpu", new LoadOptions(false, 1)).close();
      }
    }
  }

  /**
   * What came of it.
   *
   * @param loaded how many copies loaded all the same
   * @param refused how many were refused as they should
   * @param slowestMillis of one copy
   * @param mostBytes allocated on the Java heap for one copy by the loading thread
   * @param failures descriptions of those that ended in another way
   */
  record Result(
      int loaded, int refused, double slowestMillis, long mostBytes, List<String> failures) {}

  private final Path samples;
  private final Path directory;
  private int loaded;
  private int refused;
  private double slowestMillis;
  private long mostBytes;
  private final List<String> failures = new ArrayList<>();

  /**
   * @param samples folder of the tests' fixtures
   * @param directory an empty one to work in
   */
  Fuzz(Path samples, Path directory) {
    this.samples = samples;
    this.directory = directory;
  }

  /**
   * Tries copies number {@code first} to {@code first + count - 1} of each sample.
   *
   * @param progress gets the number of copies so far
   * @throws IOException if a sample cannot be read or a copy not be written
   */
  Result run(long seed, int first, int count, Progress progress) throws IOException {
    int done = 0;
    for (Sample sample : Sample.values()) {
      Path place = Files.createDirectory(directory.resolve(sample.name()));
      sample.prepare(samples, place);
      byte[] sound = Files.readAllBytes(samples.resolve(sample.folder).resolve(sample.source));
      Files.write(place.resolve(sample.name), sound);
      sample.load(place);
      for (int i = first; i < first + count; i++) {
        byte[] broken = new ByteMutator(seed * 1_000_003 + i).mutate(sound);
        Files.write(place.resolve(sample.name), broken);
        attempt(sample, place, i);
        progress.at(++done);
      }
    }
    return new Result(loaded, refused, slowestMillis, mostBytes, List.copyOf(failures));
  }

  /** Number of kinds of files. */
  static int samples() {
    return Sample.values().length;
  }

  private void attempt(Sample sample, Path place, int number) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    String end = outcome(sample, place);
    double millis = Measured.millisSince(start);
    long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    slowestMillis = Math.max(slowestMillis, millis);
    mostBytes = Math.max(mostBytes, bytes);
    if (millis > MOST_MILLIS || bytes > MOST_BYTES) {
      end = "%s after %.0f ms and %d bytes".formatted(end, millis, bytes);
    }
    switch (end) {
      case "loaded" -> loaded++;
      case "refused" -> refused++;
      default -> failures.add("%s, copy %d: %s".formatted(sample, number, end));
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // The trace is what a failure is looked up by.
  private static String outcome(Sample sample, Path place) {
    try {
      sample.load(place);
      return "loaded";
    } catch (ModelFormatException | TokenizerFormatException e) {
      String message = String.valueOf(e.getMessage());
      return message.contains(sample.name) || message.contains(place.toString())
          ? "refused"
          : "a refusal that does not name the file: " + message;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      e.printStackTrace();
      return e.toString();
    }
  }
}
