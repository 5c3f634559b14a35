package org.precis.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.precis.cli.OperatorProfile.Operator;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.Seq2SeqModel;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.nn.TorchRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times beam search on a checkpoint of random weights: loading, the encoder, a decoding step with
 * all that belongs to it (network, choice of candidates, reordering, bookkeeping), memory.
 */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = "Times beam search on a checkpoint of random weights.")
final class StepBenchmark implements Callable<Integer> {
  private static final long READ_FLOATS = 1L << 28;

  @Option(names = "--shape", defaultValue = "mt5-small", description = "shape (${DEFAULT-VALUE})")
  private String shape = "";

  @Option(
      names = "--directory",
      defaultValue = "target/bench",
      description = "where checkpoints are kept (${DEFAULT-VALUE})")
  private Path directory = Path.of("");

  @Option(names = "--source", defaultValue = "512", description = "tokens of the source")
  private int sourceTokens;

  @Option(names = "--sources", defaultValue = "1", description = "sources of a batch")
  private int sources;

  @Option(names = "--beams", defaultValue = "5", description = "beams")
  private int beams;

  @Option(names = "--tokens", defaultValue = "64", description = "new tokens, exactly")
  private int newTokens;

  @Option(names = "--threads", defaultValue = "2", description = "threads of an operation")
  private int threads;

  @Option(names = "--runs", defaultValue = "5", description = "measured runs after one warm-up")
  private int runs;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device = "";

  @Option(
      names = "--checkpoint",
      description = "model directory to use instead of one of random weights")
  private Optional<Path> given = Optional.empty();

  @Option(names = "--each", description = "print the times of every run")
  private boolean each;

  @Option(
      names = "--precision",
      defaultValue = "auto",
      description = "auto, fp32, fp16, bf16, int8, or reference: operation by operation")
  private String precision = "";

  @Option(names = "--tables-in-file", description = "leave embedding tables in their file")
  private boolean tablesInFile;

  @Option(
      names = "--outputs",
      defaultValue = "0",
      description = "tokens that may be decoded, spread evenly; 0 for all")
  private int outputs;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "profile one more run: print PyTorch's operators, write a trace for Perfetto")
  private Optional<Path> trace = Optional.empty();

  @Option(
      names = "--reloads",
      defaultValue = "0",
      description = "load, run and close the model so many times before, and print what stays")
  private int reloads;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StepBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path checkpoint = checkpoint();
    for (int i = 0; i < reloads; i++) {
      try (LoadedNetwork loaded = load(checkpoint)) {
        run(loaded.model(), batch(loaded.model().spec().vocabularySize()));
      }
      System.gc(); // mapped files stay until their buffers are collected
      print("closed", "%s", Measured.memory());
    }
    long start = System.nanoTime();
    try (LoadedNetwork loaded = load(checkpoint)) {
      double loadMillis = Measured.millisSince(start);
      print("machine", "%s", Measured.machine());
      print(
          "checkpoint",
          "%s, %s, %d M weights, %s, %d threads",
          checkpoint.getFileName(),
          precision,
          loaded.parameters() / 1_000_000,
          device,
          threads);
      print("load", "%.0f ms (with PyTorch's start), then %s", loadMillis, Measured.memory());
      Seq2SeqModel model = loaded.model();
      List<int[]> batch = batch(model.spec().vocabularySize());
      print(
          "input",
          "%d x %d tokens, %d beams, %d new tokens",
          sources,
          sourceTokens,
          beams,
          newTokens);
      run(model, batch);
      double[][] times = new double[runs][];
      for (int i = 0; i < runs; i++) {
        times[i] = run(model, batch);
      }
      double step = median(times, 1);
      for (int i = 0; each && i < runs; i++) {
        print(
            "run",
            "%.3f %.3f %.3f %.3f",
            Arrays.stream(times[i]).boxed().toArray()); // as run() returns them
      }
      printTimes("encode", times, 0);
      printTimes("step", times, 1);
      print("speed", "%.1f tokens/s", sources * 1000 / step);
      print("memory", "%s", Measured.memory());
      if (trace.isPresent()) {
        printProfile(OperatorProfile.of(() -> run(model, batch), trace.get()));
        print(
            "reading", "%.1f GB/s: what bounds a step is how fast weights are read", readingRate());
      }
    }
    return 0;
  }

  private LoadedNetwork load(Path checkpoint) throws IOException {
    return ModelLoader.loadNetwork(
        checkpoint, device, new LoadOptions(true, threads, serving(checkpoint)));
  }

  private static void printProfile(List<Operator> operators) {
    double all = operators.stream().mapToDouble(Operator::millis).sum();
    print("profile", "%.0f ms in operators; encoding twice, and all steps", all);
    System.out.print(OperatorProfile.table(operators));
  }

  /** Gigabytes a second in which this machine reads memory: the best of several sums. */
  private static double readingRate() {
    try (NDManager manager = TorchRuntime.engine().newBaseManager(Device.cpu())) {
      NDArray read = manager.ones(new Shape(READ_FLOATS));
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 5; i++) {
        least = Math.min(least, Measured.span(() -> read.sum().close()).millis());
      }
      return READ_FLOATS * Float.BYTES / least / 1e6;
    }
  }

  private Optional<ServingOptions> serving(Path checkpoint) throws IOException {
    return precision.equals("reference")
        ? Optional.empty()
        : Optional.of(
            new ServingOptions(Precision.of(precision), tablesInFile, someTokens(checkpoint)));
  }

  private Optional<int[]> someTokens(Path checkpoint) throws IOException {
    int vocabulary =
        SolrHttp.JSON
            .readTree(checkpoint.resolve("config.json").toFile())
            .path("vocab_size")
            .asInt();
    return outputs == 0
        ? Optional.empty()
        : Optional.of(
            IntStream.range(0, outputs)
                // The first tokens, the end of sequences among them, then every so many.
                .map(i -> i < 4 ? i : (int) (i * (vocabulary - 1L) / (outputs - 1)))
                .distinct()
                .toArray());
  }

  private Path checkpoint() throws IOException {
    if (given.isPresent()) {
      return given.get();
    }
    RandomCheckpoint.Size size = RandomCheckpoint.Size.of(shape);
    Path checkpoint = directory.resolve(shape);
    if (!Files.exists(checkpoint.resolve("config.json"))) {
      System.out.println("Writing random weights to " + checkpoint);
      RandomCheckpoint.write(checkpoint, size.config(), 1);
    }
    return checkpoint;
  }

  /** Milliseconds of encoding and of a decoding step, then the same of processor time. */
  private double[] run(Seq2SeqModel model, List<int[]> batch) {
    Measured.Span encode = Measured.span(() -> model.start(batch).close());
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(beams)
            .minNewTokens(newTokens)
            .maxNewTokens(newTokens)
            .build();
    List<List<Hypothesis>> found = new ArrayList<>();
    Measured.Span all =
        Measured.span(
            () -> found.addAll(BeamSearch.search(model, batch, options, StopCheck.NEVER)));
    int length = found.get(0).get(0).tokens().length - 1;
    if (length != newTokens) {
      throw new IllegalStateException(length + " new tokens instead of " + newTokens);
    }
    return new double[] {
      encode.millis(),
      (all.millis() - encode.millis()) / newTokens,
      encode.cpuMillis(),
      (all.cpuMillis() - encode.cpuMillis()) / newTokens
    };
  }

  private List<int[]> batch(int vocabulary) {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> random.ints(sourceTokens, 3, vocabulary).toArray())
        .limit(sources)
        .toList();
  }

  /** Processor time counts all threads, and not what other processes took away. */
  private static void printTimes(String what, double[][] times, int column) {
    print(
        what,
        "%.2f ms (median of %d; least %.2f; processor time: median %.2f, least %.2f)",
        median(times, column),
        times.length,
        least(times, column),
        median(times, column + 2),
        least(times, column + 2));
  }

  private static double least(double[][] times, int column) {
    return Arrays.stream(times).mapToDouble(row -> row[column]).min().orElseThrow();
  }

  private static double median(double[][] times, int column) {
    return Measured.median(Arrays.stream(times).mapToDouble(row -> row[column]).toArray());
  }

  private static void print(String what, String format, Object... values) {
    System.out.printf(Locale.ROOT, "%-11s" + format + "%n", prepend(what, values));
  }

  private static Object[] prepend(String what, Object[] values) {
    Object[] all = new Object[values.length + 1];
    all[0] = what;
    System.arraycopy(values, 0, all, 1, values.length);
    return all;
  }
}
