package org.precis.token;

import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An article of 3,280 characters into tokens; {@code -p directory=DIR} for a model's own tokenizer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenizerBenchmark {
  private static final String ARTICLE =
      "The committee published its annual report on water quality, as it does every year."
          .repeat(40);

  @Param("src/test/resources/parity/mt5-gated-untied")
  public String directory;

  private SubwordTokenizer tokenizer;

  @Setup
  public void prepare() {
    tokenizer = TokenizerLoader.load(Path.of(directory));
  }

  @TearDown
  public void free() {
    tokenizer.close();
  }

  @Benchmark
  public Encoding encode() {
    return tokenizer.encode(ARTICLE);
  }
}
