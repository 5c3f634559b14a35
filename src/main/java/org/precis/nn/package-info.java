/**
 * Neural blocks that the model families share, as functions over tensors. Start at {@link
 * org.precis.nn.Attention}; {@link org.precis.nn.TensorScope} says who frees what, and {@link
 * org.precis.nn.TorchRuntime} starts the engine.
 *
 * <p>All blocks are differentiable: they use no operation that takes a Java number, because such an
 * operation keeps a pointer into memory that Java may have collected before the backward pass.
 *
 * <p>May import: DJL.
 */
package org.precis.nn;
