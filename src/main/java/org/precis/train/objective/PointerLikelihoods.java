package org.precis.train.objective;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.pgnet.PointerMemory;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.pgnet.PointerSources;
import org.precis.model.session.TokenBatch;
import org.precis.nn.TensorScope;

/**
 * Likelihoods by a pointer-generator network. An open word that a source lacks is the unknown word
 * there. M = sources, N = targets at once, T = target length, S = source length.
 */
public final class PointerLikelihoods implements TargetLikelihoods {
  /** Numbers of attention, M·N·T·S, that are computed together, at most. */
  private static final long ATTENTION = 1 << 21;

  private final PointerNetwork network;
  private final PointerLoss loss;
  private final NDManager manager;

  /**
   * Likelihoods.
   *
   * @param manager parent of what is encoded
   */
  public PointerLikelihoods(PointerNetwork network, PointerLoss loss, NDManager manager) {
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
    private final PointerSources sources;
    private final PointerMemory memory;
    private final float[][] means;

    Encoded(List<int[]> ids) {
      sources = PointerSources.of(TokenBatch.of(ids, network.spec()), network.config());
      try (TensorScope scope = TensorScope.open()) {
        memory = network.encode(sources, owner).map(tensor -> scope.keep(tensor, owner));
        float[] all = memory.mean().toFloatArray();
        int width = all.length / ids.size();
        means =
            IntStream.range(0, ids.size())
                .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
                .toArray(float[][]::new);
      }
    }

    @Override
    public float[][] means() {
      return means;
    }

    @Override
    public double[][] negativeLogLikelihoods(List<int[]> targets) {
      double[][] sums = new double[means.length][targets.size()];
      long longest = targets.stream().mapToInt(target -> target.length).max().orElse(1);
      long one = means.length * longest * sources.batch().width();
      int atOnce = (int) Math.max(1, ATTENTION / one);
      for (int from = 0; from < targets.size(); from += atOnce) {
        int to = Math.min(targets.size(), from + atOnce);
        add(targets.subList(from, to), from, sums);
      }
      return sums;
    }

    private void add(List<int[]> targets, int first, double[][] sums) {
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        List<int[]> repeated =
            IntStream.range(0, means.length).boxed().flatMap(i -> targets.stream()).toList();
        PointerRows rows = PointerRows.of(network, sources, memory, repeated, owner);
        float[] likelihoods = loss.likelihoods(rows);
        int word = 0;
        for (int pair = 0; pair < repeated.size(); pair++) {
          for (int i = 0; i < repeated.get(pair).length; i++) {
            sums[pair / targets.size()][first + pair % targets.size()] += likelihoods[word++];
          }
        }
      }
    }

    @Override
    public void close() {
      owner.close();
    }
  }
}
