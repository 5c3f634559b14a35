package org.precis.model.family;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.precis.model.TextEncoder;
import org.precis.nn.NamedTensors;

/**
 * What an encoder needs from a checkpoint.
 *
 * @param shapes see {@link TensorPlan}
 * @param aliases see {@link TensorPlan}
 * @param spare see {@link TensorPlan}
 * @param build makes the encoder of the tensors; the manager owns them and its constants, and is
 *     closed with it
 */
public record EncoderPlan(
    Map<String, Shape> shapes,
    Map<String, List<String>> aliases,
    List<String> spare,
    BiFunction<NamedTensors, NDManager, TextEncoder> build)
    implements TensorPlan {
  public EncoderPlan {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes)); // keeps their order
    aliases = Map.copyOf(aliases);
    spare = List.copyOf(spare);
  }
}
