package org.precis.decode;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which tokens would repeat a trigram of one row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NgramBenchmark {
  @Param({"84", "512"})
  public int length;

  private final NoRepeatNgram rule = new NoRepeatNgram(3, DecodeOptions.NO_TOKEN);
  private int[] tokens;

  @Setup
  public void prepare() {
    tokens = new SplittableRandom(1).ints(length, 0, 200).toArray();
  }

  @Benchmark
  public RowEdits edit() {
    RowEdits edits = new RowEdits();
    rule.edit(0, tokens, edits);
    return edits;
  }
}
