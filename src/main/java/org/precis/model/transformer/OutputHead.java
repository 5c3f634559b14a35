package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.precis.nn.Linear;

/**
 * How decoder states become logits. A trainer that computes the loss in pieces of rows uses its
 * parts, so that the logits of all positions never exist together. D = width, V = vocabulary.
 * Thread-safe; the tensors belong to the network.
 */
public final class OutputHead {
  private final String name;
  private final NDArray table;
  private final Optional<NDArray> bias;
  private final UnaryOperator<NDArray> scaling;

  /**
   * A head.
   *
   * @param name of the table among the network's weights
   * @param table (V, D)
   * @param bias (1, V); empty where there is none
   * @param scaling of states before the product
   */
  public OutputHead(
      String name, NDArray table, Optional<NDArray> bias, UnaryOperator<NDArray> scaling) {
    this.name = name;
    this.table = table;
    this.bias = bias;
    this.scaling = scaling;
  }

  /** Name of the table among the network's weights; the embeddings' where the head is tied. */
  public String name() {
    return name;
  }

  /** The output projection, (V, D). */
  public NDArray table() {
    return table;
  }

  /** What is added to every row of logits, (1, V); never trained. */
  public Optional<NDArray> bias() {
    return bias;
  }

  /** States as the table takes them: T5 1.0 scales. (…, D) to (…, D). */
  public NDArray scaled(NDArray states) {
    return scaling.apply(states);
  }

  /** Logits, (…, D) to (…, V). */
  public NDArray logits(NDArray states) {
    NDArray product = Linear.apply(scaled(states), table);
    return bias.isPresent() ? product.add(bias.get()) : product;
  }
}
