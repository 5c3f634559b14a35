package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.session.ForcedBatch;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.CrossEntropy;
import org.precis.nn.Linear;

/**
 * States of a network under teacher forcing. B = examples, S = source length, T = target length, D
 * = width, R = target tokens.
 *
 * @param encoded the encoder's, (B, S, D)
 * @param decoded the decoder's, (B, T, D)
 * @param rows the decoder's of all tokens that count, target after target, not yet scaled for the
 *     head, (R, D)
 * @param labels ids of these tokens, R of them
 */
record ForcedStates(NDArray encoded, NDArray decoded, NDArray rows, long[] labels) {
  /** Computes them. */
  static ForcedStates of(
      TransformerNetwork network, List<int[]> sources, List<int[]> targets, NDManager manager) {
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
    return new ForcedStates(encoded, decoded, rows, labels);
  }

  /** Lengths of sequences. */
  static int[] lengths(List<int[]> sequences) {
    return sequences.stream().mapToInt(sequence -> sequence.length).toArray();
  }
}
