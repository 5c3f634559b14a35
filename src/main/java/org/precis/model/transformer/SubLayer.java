package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * How a sub-layer, its norm and its residual connection make one function.
 *
 * @param normFirst true for x + f(norm(x)), false for norm(x + f(x))
 * @param dropout what happens to a sub-layer's result before it is added to its input
 */
record SubLayer(boolean normFirst, UnaryOperator<NDArray> dropout) {
  NDArray apply(NDArray x, UnaryOperator<NDArray> norm, UnaryOperator<NDArray> f) {
    return normFirst
        ? x.add(dropout.apply(f.apply(norm.apply(x))))
        : norm.apply(x.add(dropout.apply(f.apply(x))));
  }
}
