package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;

/**
 * What the decoder says of some positions, up to the vocabulary. R = rows, T = positions, S =
 * source length, H = hidden width.
 *
 * @param hidden V·[s; ctx] + b, from which the vocabulary's logits are made, (R, T, H)
 * @param gate p_gen, the share of the vocabulary in the mixture, (R, T, 1)
 * @param attention a, (R, T, S)
 * @param repetition Σ min(a, c), attention to what is covered already, (R, T, 1)
 * @param state after the last position
 */
public record Decoded(
    NDArray hidden, NDArray gate, NDArray attention, NDArray repetition, PointerState state) {}
