package org.precis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.Seq2SeqModel;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
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

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StepBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path checkpoint = checkpoint();
    long start = System.nanoTime();
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(checkpoint, device, new LoadOptions(true, threads))) {
      double loadMillis = Measured.millisSince(start);
      print("machine", "%s", Measured.machine());
      print(
          "checkpoint",
          "%s, %d M weights, %s, %d threads",
          shape,
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
      double encode = median(times, 0);
      double step = median(times, 1);
      print("encode", "%.1f ms (median of %d)", encode, runs);
      print("step", "%.1f ms (median of %d runs of %d steps)", step, runs, newTokens);
      print("speed", "%.1f tokens/s", sources * 1000 / step);
      print("memory", "%s", Measured.memory());
    }
    return 0;
  }

  private Path checkpoint() throws IOException {
    RandomCheckpoint.Size size = RandomCheckpoint.Size.of(shape);
    Path checkpoint = directory.resolve(shape);
    if (!Files.exists(checkpoint.resolve("config.json"))) {
      System.out.println("Writing random weights to " + checkpoint);
      RandomCheckpoint.write(checkpoint, size.config(), 1);
    }
    return checkpoint;
  }

  /** Milliseconds of encoding and of a decoding step. */
  private double[] run(Seq2SeqModel model, List<int[]> batch) {
    long start = System.nanoTime();
    model.start(batch).close();
    double encode = Measured.millisSince(start);
    DecodeOptions options =
        DecodeOptions.builder()
            .numBeams(beams)
            .minNewTokens(newTokens)
            .maxNewTokens(newTokens)
            .build();
    start = System.nanoTime();
    List<List<Hypothesis>> found = BeamSearch.search(model, batch, options, StopCheck.NEVER);
    double all = Measured.millisSince(start);
    int length = found.get(0).get(0).tokens().length - 1;
    if (length != newTokens) {
      throw new IllegalStateException(length + " new tokens instead of " + newTokens);
    }
    return new double[] {encode, (all - encode) / newTokens};
  }

  private List<int[]> batch(int vocabulary) {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> random.ints(sourceTokens, 3, vocabulary).toArray())
        .limit(sources)
        .toList();
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
