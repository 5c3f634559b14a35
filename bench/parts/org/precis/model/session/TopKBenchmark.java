package org.precis.model.session;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.precis.model.Candidates;
import org.precis.model.ScoreEdits;
import org.precis.nn.TorchRuntime;

/** The ten best continuations of five beams by log-probability, on one thread of the CPU. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopKBenchmark {
  private static final int BEAMS = 5;

  @Param({"30000", "250112"})
  public int vocabulary;

  private NDManager manager;
  private DeviceScores scores;

  @Setup
  public void prepare() {
    TorchRuntime.setThreads(1);
    manager = TorchRuntime.engine().newBaseManager();
    SplittableRandom random = new SplittableRandom(1);
    float[] logits = new float[BEAMS * vocabulary];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (3 * random.nextGaussian());
    }
    scores =
        new DeviceScores(
            new TensorLogits(manager.create(FloatBuffer.wrap(logits), new Shape(BEAMS, vocabulary))),
            OutputVocabulary.all(vocabulary));
  }

  @TearDown
  public void free() {
    scores.close();
    manager.close();
  }

  @Benchmark
  public Candidates top() {
    return scores.top(new float[BEAMS], BEAMS, 2 * BEAMS, true, ScoreEdits.none(BEAMS));
  }
}
