package org.precis.model.io;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.precis.model.session.EncoderDecoder;
import org.precis.nn.NamedTensors;

/**
 * What a network needs from a checkpoint.
 *
 * @param shapes tensors that must be there, with their shapes
 * @param aliases other names under which a tensor may lie: files hold shared tensors once, under
 *     any of their names
 * @param build makes the network of the tensors; the manager owns its constants
 */
record NetworkPlan(
    Map<String, Shape> shapes,
    Map<String, List<String>> aliases,
    BiFunction<NamedTensors, NDManager, EncoderDecoder> build) {}
