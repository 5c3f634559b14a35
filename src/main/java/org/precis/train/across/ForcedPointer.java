package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.precis.model.pgnet.Decoded;
import org.precis.model.pgnet.PointerMemory;
import org.precis.model.pgnet.PointerNames;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.pgnet.PointerSources;
import org.precis.model.pgnet.PointerTargets;
import org.precis.model.session.TokenBatch;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.Linear;

/**
 * A pointer-generator network. H = hidden width, S = source length, R = target words.
 *
 * @param network teacher, or student in training
 * @param manager owner of inputs
 */
record ForcedPointer(PointerNetwork network, NDManager manager) implements ForcedNetwork {

  /**
   * Its states. The decoder's are those before the vocabulary's projection, (B, T, H); a row is
   * such a state, p_gen and the attention to the source's positions, (R, H + 1 + S).
   */
  record States(PointerMemory memory, Decoded said, PointerTargets targets)
      implements ForcedStates {
    @Override
    public NDArray encoded() {
      return memory.states();
    }

    @Override
    public NDArray decoded() {
      return said.hidden();
    }

    @Override
    public NDArray rows() {
      NDArray all = said.hidden().concat(said.gate(), 2).concat(said.attention(), 2);
      Shape places = new Shape(targets.places().length);
      return Linear.lookUp(
          targets.inputs().getManager().create(targets.places(), places),
          all.reshape(-1, all.getShape().get(2)));
    }
  }

  @Override
  public StateWidths widths() {
    int hidden = network.config().hiddenSize();
    return new StateWidths(2 * hidden, hidden, true);
  }

  @Override
  public OutputHead head() {
    return new OutputHead(
        PointerNames.OUTPUT_WEIGHT,
        network.weights().get(PointerNames.OUTPUT_WEIGHT),
        Optional.of(network.weights().get(PointerNames.OUTPUT_BIAS)),
        UnaryOperator.identity());
  }

  @Override
  public NDArray encode(List<int[]> sources) {
    return network.encode(sources(sources), manager).states();
  }

  @Override
  public States force(List<int[]> sources, List<int[]> targets) {
    PointerSources read = sources(sources);
    PointerMemory memory = network.encode(read, manager);
    PointerTargets words = PointerTargets.of(read, targets, manager);
    return new States(
        memory, network.decode(words.inputs(), network.start(memory, 1), memory), words);
  }

  /** Sources with the extended vocabulary of all of them. */
  PointerSources sources(List<int[]> sources) {
    return PointerSources.of(TokenBatch.of(sources, network.spec()), network.config());
  }
}
