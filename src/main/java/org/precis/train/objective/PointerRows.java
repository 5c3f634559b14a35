package org.precis.train.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.precis.model.pgnet.Decoded;
import org.precis.model.pgnet.PointerMemory;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.pgnet.PointerSources;
import org.precis.model.pgnet.PointerTargets;
import org.precis.nn.Linear;

/**
 * All that a loss needs of a pointer-generator network under teacher forcing, a row for each target
 * word. N = target words, H = hidden width.
 *
 * @param values the state before the vocabulary's projection, p_gen, the attention to positions
 *     that have the word, and Σ min(a, c); (N, H + 3)
 * @param targets the words
 */
public record PointerRows(NDArray values, PointerTargets targets) {
  /** Columns behind the state. */
  private static final int FIGURES = 3;

  /**
   * Computes them.
   *
   * @param words ids of each target; those of a source are neighbours, and equally many for all
   * @param manager owner of inputs
   */
  static PointerRows of(
      PointerNetwork network,
      PointerSources sources,
      PointerMemory memory,
      List<int[]> words,
      NDManager manager) {
    PointerTargets targets = PointerTargets.of(sources, words, manager);
    int each = words.size() / sources.batch().lengths().length;
    Decoded decoded = network.decode(targets.inputs(), network.start(memory, each), memory);
    return of(decoded, targets, manager);
  }

  /** Takes them from what the decoder has said. */
  public static PointerRows of(Decoded decoded, PointerTargets targets, NDManager manager) {
    NDArray copied = decoded.attention().mul(targets.copies()).sum(new int[] {2}, true);
    NDArray all =
        decoded
            .hidden()
            .concat(decoded.gate(), 2)
            .concat(copied, 2)
            .concat(decoded.repetition(), 2)
            .reshape(-1, decoded.hidden().getShape().get(2) + FIGURES);
    NDArray places = manager.create(targets.places(), new Shape(targets.places().length));
    return new PointerRows(Linear.lookUp(places, all), targets);
  }
}
