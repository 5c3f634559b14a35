package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.precis.nn.Attention;
import org.precis.nn.BandAttention;

/**
 * The projections of multi-head attention. B = batch, T = positions, D = width, H = heads, K =
 * width of a head. Thread-safe.
 *
 * @param query (…, D) to (…, H·K), scaled by 1/√K where the network scales
 * @param key (…, D) to (…, H·K)
 * @param value (…, D) to (…, H·K)
 * @param output (…, H·K) to (…, D)
 * @param dropout of attention probabilities
 * @param heads H
 */
record MultiHead(
    UnaryOperator<NDArray> query,
    UnaryOperator<NDArray> key,
    UnaryOperator<NDArray> value,
    UnaryOperator<NDArray> output,
    UnaryOperator<NDArray> dropout,
    int heads) {

  /** Without dropout. */
  MultiHead(
      UnaryOperator<NDArray> query,
      UnaryOperator<NDArray> key,
      UnaryOperator<NDArray> value,
      UnaryOperator<NDArray> output,
      int heads) {
    this(query, key, value, output, UnaryOperator.identity(), heads);
  }

  /** Queries of {@code batch} sources; see {@link Attention#splitHeads}. */
  NDArray queries(NDArray x, long batch) {
    return Attention.splitHeads(query.apply(x), batch, heads);
  }

  /** (B, T, D) to (B, H, T, K). */
  NDArray keys(NDArray x) {
    return Attention.splitHeads(key.apply(x), x.getShape().get(0), heads);
  }

  /** (B, T, D) to (B, H, T, K). */
  NDArray values(NDArray x) {
    return Attention.splitHeads(value.apply(x), x.getShape().get(0), heads);
  }

  /** See {@link Attention#attend}; all with heads as second axis. */
  NDArray attend(NDArray q, NDArray k, NDArray v, NDArray bias) {
    return Attention.attend(q, k, v, bias, dropout);
  }

  /** Self-attention of x, (B, S, D), within a band: (B, H, S, K). */
  NDArray attend(NDArray x, BandAttention band) {
    return band.attend(queries(x, x.getShape().get(0)), keys(x), values(x), dropout);
  }

  /** What the heads have gathered, as states of {@code rows} rows; see {@link #queries}. */
  NDArray merge(NDArray gathered, long rows) {
    return output.apply(Attention.mergeHeads(gathered, rows));
  }
}
