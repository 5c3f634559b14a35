package org.precis.model.serving;

import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.precis.model.program.EmbeddingTable;

/**
 * Weights of one half as arguments of the program. Immutable; freed with the model.
 *
 * @param tokens its embedding table
 * @param vectors position vectors, the last row zero; without any, a single zero row
 * @param linears packed weights, layer by layer
 * @param normWeights layer by layer, then the last norm and that of the embeddings where present
 * @param normBiases as the weights, or empty
 * @param biases tables of the relative position bias, (buckets, H): none, one, or one a layer
 */
record PackedStack(
    EmbeddingTable tokens,
    IValue vectors,
    IValue linears,
    IValue normWeights,
    IValue normBiases,
    IValue biases) {

  /** What the program takes after the table and the positions. */
  List<IValue> weights() {
    return List.of(vectors, linears, normWeights, normBiases, biases);
  }
}
