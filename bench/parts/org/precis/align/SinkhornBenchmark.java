package org.precis.align;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One transport problem of 25 sections and 30 summary sentences, out of a batch of 32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SinkhornBenchmark {
  private static final int BATCH = 32;
  private static final int SECTIONS = 25;
  private static final int SENTENCES = 30;

  @Param({"DEFAULT", "SOFT"})
  public String settings;

  private final TransportProblem[] problems = new TransportProblem[BATCH];
  private UnbalancedTransport solver;

  @Setup
  public void prepare() {
    TransportSettings chosen =
        settings.equals("SOFT") ? TransportSettings.SOFT : TransportSettings.DEFAULT;
    solver = new UnbalancedTransport(chosen.tolerance(), chosen.maxIterations());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < BATCH; i++) {
      double[][] cost =
          IntStream.range(0, SECTIONS)
              .mapToObj(row -> random.doubles(SENTENCES).toArray())
              .toArray(double[][]::new);
      double[] counts = random.doubles(SECTIONS, 0.2, 2.2).toArray();
      problems[i] =
          TransportProblem.semiUnbalanced(cost, counts, chosen.tau(), chosen.epsilon());
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void solve(Blackhole result) {
    for (TransportProblem problem : problems) {
      result.consume(solver.solve(problem));
    }
  }
}
