package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.session.ForcedBatch;
import org.precis.model.session.TokenBatch;
import org.precis.model.transformer.OutputHead;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.CrossEntropy;
import org.precis.nn.Linear;

/**
 * A transformer.
 *
 * @param network teacher, or student in training
 * @param manager owner of inputs
 */
record ForcedTransformer(TransformerNetwork network, NDManager manager) implements ForcedNetwork {

  /**
   * Its states; rows are decoder states. R = target tokens.
   *
   * @param labels ids of the target tokens, R of them
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record States(NDArray encoded, NDArray decoded, NDArray rows, long[] labels)
      implements ForcedStates {}

  @Override
  public StateWidths widths() {
    return new StateWidths(network.config().width(), network.config().width(), false);
  }

  @Override
  public OutputHead head() {
    return network.head();
  }

  @Override
  public NDArray encode(List<int[]> sources) {
    TokenBatch batch = TokenBatch.of(sources, network.spec());
    return network.encode(batch.ids(manager), batch.mask(manager));
  }

  @Override
  public States force(List<int[]> sources, List<int[]> targets) {
    ForcedBatch batch = ForcedBatch.of(sources, targets, network.spec(), manager);
    NDArray encoded = network.encode(batch.sources(), batch.mask());
    NDArray decoded =
        network.decoderStates(
            batch.inputs(), network.newCache(), network.memory(encoded, batch.mask()));
    long[] places =
        IntStream.range(0, batch.labels().length)
            .filter(i -> batch.labels()[i] != CrossEntropy.IGNORED)
            .asLongStream()
            .toArray();
    NDArray ids = manager.create(places, new Shape(places.length));
    NDArray rows = Linear.lookUp(ids, decoded.reshape(-1, decoded.getShape().get(2)));
    long[] labels =
        Arrays.stream(batch.labels()).filter(label -> label != CrossEntropy.IGNORED).toArray();
    return new States(encoded, decoded, rows, labels);
  }
}
