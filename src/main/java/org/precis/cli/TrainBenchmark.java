package org.precis.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.T5Config;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.Dropout;
import org.precis.nn.GradientScope;
import org.precis.nn.ProductPrecision;
import org.precis.train.data.Batch;
import org.precis.train.data.TokenizedExample;
import org.precis.train.objective.CrossEntropyObjective;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;
import org.precis.train.objective.VocabularyLoss;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.GradientClip;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Parameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times training steps on a checkpoint of random weights: forward, backward, clipping, AdamW, with
 * dropout. {@code bench/train.py} does the same with PyTorch and Hugging Face.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Times training steps on a checkpoint of random weights.")
final class TrainBenchmark implements Callable<Integer> {
  private static final double RATE = 1e-4;

  @Option(names = "--shape", defaultValue = "t5-small", description = "shape (${DEFAULT-VALUE})")
  private String shape = "";

  @Option(
      names = "--directory",
      defaultValue = "target/bench",
      description = "where checkpoints are kept (${DEFAULT-VALUE})")
  private Path directory = Path.of("");

  @Option(names = "--source", defaultValue = "128", description = "tokens of a source")
  private int sourceTokens;

  @Option(names = "--target", defaultValue = "128", description = "tokens of a target")
  private int targetTokens;

  @Option(names = "--batch", defaultValue = "4", description = "examples of a batch")
  private int examples;

  @Option(names = "--threads", defaultValue = "2", description = "threads of an operation")
  private int threads;

  @Option(names = "--steps", defaultValue = "5", description = "measured steps")
  private int steps;

  @Option(names = "--warm-up", defaultValue = "2", description = "steps before")
  private int warmUp;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device = "";

  @Option(names = "--recompute", description = "compute layers twice instead of keeping them")
  private boolean recompute;

  @Option(names = "--bf16", description = "products of bfloat16")
  private boolean half;

  @Option(names = "--vocabulary", description = "tokens, where not those of the shape")
  private int vocabulary;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "profile one more step: print PyTorch's operators, write a trace for Perfetto")
  private Optional<Path> trace = Optional.empty();

  @Option(names = "--plain-loss", description = "logits of all positions at once, no dropout")
  private boolean plainLoss;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrainBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path checkpoint = checkpoint();
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(checkpoint, device, new LoadOptions(true, threads))) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      Parameters parameters = new Parameters(network.weights(), name -> true, manager);
      Optimizer optimizer = new AdamW(AdamW.Settings.DEFAULT, parameters, name -> true, manager);
      int tokens = network.spec().vocabularySize();
      ProductPrecision precision = half ? ProductPrecision.BF16 : ProductPrecision.FP32;
      Dropout dropout = ModelLoader.dropout(checkpoint);
      Objective objective =
          new CrossEntropyObjective(
              network,
              parameters,
              dropout,
              precision.product(),
              new VocabularyLoss(
                  0, VocabularyLoss.pieceRows(tokens, precision), precision, manager),
              recompute,
              manager);
      Batch batch = batch(tokens);
      double[] millis = new double[steps];
      double[] cpuMillis = new double[steps];
      double[] loss = {0};
      Runnable step =
          () -> {
            loss[0] =
                plainLoss
                    ? plain(network, batch, manager)
                    : objective.accumulate(batch, StepTotals.of(List.of(batch)), 1).loss();
            double norm = parameters.gradientNorm();
            optimizer.step(RATE, GradientClip.scale(norm, 1));
            parameters.zeroGradients();
          };
      for (int i = -warmUp; i < steps; i++) {
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        step.run();
        if (i >= 0) {
          millis[i] = Measured.millisSince(start);
          cpuMillis[i] = (cpuNanos() - cpuStart) / 1e6;
        }
      }
      double median = Measured.median(millis);
      System.out.printf(
          Locale.ROOT,
          "precis  %s, %d x (%d + %d) tokens, %d threads: %.0f ms a step, %.0f of processor time (medians of %d), %.0f tokens/s, loss %.4f, %s%n",
          shape,
          examples,
          sourceTokens,
          targetTokens,
          threads,
          median,
          Measured.median(cpuMillis),
          steps,
          examples * (sourceTokens + targetTokens) / median * 1000,
          loss[0],
          Measured.memory());
      if (trace.isPresent()) {
        System.out.print(OperatorProfile.table(OperatorProfile.of(step, trace.get())));
      }
    }
    return 0;
  }

  /** Processor time of the whole process: says more than the clock where others compute too. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Path checkpoint() throws IOException {
    T5Config config = RandomCheckpoint.Size.of(shape).config();
    if (vocabulary > 0) {
      config = config.toBuilder().vocabularySize(vocabulary).build();
    }
    Path checkpoint = directory.resolve(vocabulary > 0 ? shape + "-" + vocabulary : shape);
    if (!Files.exists(checkpoint.resolve("config.json"))) {
      RandomCheckpoint.write(checkpoint, config, 1);
    }
    return checkpoint;
  }

  /** Forward and backward pass with all logits at once. */
  private static double plain(TransformerNetwork network, Batch batch, NDManager manager) {
    try (GradientScope scope = GradientScope.record()) {
      NDArray loss = TeacherForcing.run(network, batch.sources(), batch.targets(), manager).loss();
      scope.backward(loss, manager.full(new Shape(), 1, DataType.FLOAT32));
      return loss.getFloat();
    }
  }

  private Batch batch(int tokens) {
    SplittableRandom random = new SplittableRandom(7);
    return new Batch(
        IntStream.range(0, examples)
            .mapToObj(
                i ->
                    new TokenizedExample(
                        i,
                        0,
                        random.ints(sourceTokens, 3, tokens).toArray(),
                        random.ints(targetTokens, 3, tokens).toArray()))
            .toList());
  }
}
