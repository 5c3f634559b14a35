package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.session.ForcedTargets;
import org.precis.model.session.SourceMemory;
import org.precis.model.session.TokenBatch;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.CrossEntropy;
import org.precis.nn.Linear;
import org.precis.nn.TensorScope;
import org.precis.nn.TokenMeans;

/**
 * Likelihoods by a transformer. The keys and values of a source are computed once, and shared by
 * all of its targets. M = sources, S = source length, N = targets at once, T = target length, D =
 * width.
 */
public final class TransformerLikelihoods implements TargetLikelihoods {
  /** Decoder positions that are computed together, at most. */
  private static final int POSITIONS = 2_048;

  private final TransformerNetwork network;
  private final VocabularyLoss loss;
  private final NDManager manager;

  /**
   * Likelihoods.
   *
   * @param loss of single rows
   * @param manager parent of what is encoded
   */
  public TransformerLikelihoods(
      TransformerNetwork network, VocabularyLoss loss, NDManager manager) {
    this.network = network;
    this.loss = loss;
    this.manager = manager;
  }

  @Override
  public Sources encode(List<int[]> sources) {
    return new Encoded(sources);
  }

  private final class Encoded implements Sources {
    private final NDManager owner = manager.newSubManager();
    private final int count;
    private final float[][] means;
    private final SourceMemory memory;

    Encoded(List<int[]> sources) {
      count = sources.size();
      try (TensorScope scope = TensorScope.open()) {
        TokenBatch batch = TokenBatch.of(sources, network.spec());
        NDArray mask = batch.mask(owner);
        NDArray states = network.encode(batch.ids(owner), mask);
        means = rows(TokenMeans.of(states, batch.lengths()).toFloatArray());
        memory = network.memory(states, mask).map(tensor -> scope.keep(tensor, owner));
      }
    }

    private float[][] rows(float[] values) {
      int width = values.length / count;
      return IntStream.range(0, count)
          .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
          .toArray(float[][]::new);
    }

    @Override
    public float[][] means() {
      return means;
    }

    @Override
    public double[][] negativeLogLikelihoods(List<int[]> targets) {
      double[][] sums = new double[count][targets.size()];
      int longest = targets.stream().mapToInt(target -> target.length).max().orElse(1);
      int atOnce = Math.max(1, POSITIONS / (count * longest));
      for (int from = 0; from < targets.size(); from += atOnce) {
        List<int[]> some = targets.subList(from, Math.min(targets.size(), from + atOnce));
        double[][] found = together(some);
        for (int source = 0; source < count; source++) {
          System.arraycopy(found[source], 0, sums[source], from, some.size());
        }
      }
      return sums;
    }

    /** The rows of a source are its targets, and neighbours: (M·N, T). */
    private double[][] together(List<int[]> targets) {
      double[][] sums = new double[count][targets.size()];
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        List<int[]> repeated =
            IntStream.range(0, count).boxed().flatMap(source -> targets.stream()).toList();
        ForcedTargets forced = ForcedTargets.of(repeated, network.spec(), owner);
        NDArray states = network.decoderStates(forced.inputs(), network.newCache(), memory);
        long[] labels = forced.labels();
        int[] counted =
            IntStream.range(0, labels.length)
                .filter(i -> labels[i] != CrossEntropy.IGNORED)
                .toArray();
        long[] places = Arrays.stream(counted).asLongStream().toArray();
        NDArray ids = owner.create(places, new Shape(places.length));
        long width = states.getShape().get(2);
        NDArray rows = network.head().scaled(Linear.lookUp(ids, states.reshape(-1, width)));
        long[] words = Arrays.stream(counted).mapToLong(i -> labels[i]).toArray();
        float[] likelihoods = loss.likelihoods(rows, network.head(), words);
        int positions = labels.length / repeated.size();
        for (int i = 0; i < counted.length; i++) {
          int pair = counted[i] / positions;
          sums[pair / targets.size()][pair % targets.size()] += likelihoods[i];
        }
      }
      return sums;
    }

    @Override
    public void close() {
      owner.close();
    }
  }
}
