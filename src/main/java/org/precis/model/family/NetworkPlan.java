package org.precis.model.family;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.precis.model.session.Network;
import org.precis.nn.NamedTensors;

/**
 * What a network needs from a checkpoint.
 *
 * @param shapes tensors that must be there, with their shapes
 * @param aliases other names under which a tensor may lie: files hold shared tensors once, under
 *     any of their names
 * @param spare names that files may hold besides, known to be of no use
 * @param build makes the network of the tensors; the manager owns its constants
 * @param serving builds what serves instead of it, where there is something faster
 * @param encoder what its encoder alone needs, where that gives vectors of texts
 */
public record NetworkPlan(
    Map<String, Shape> shapes,
    Map<String, List<String>> aliases,
    List<String> spare,
    BiFunction<NamedTensors, NDManager, Network> build,
    Optional<ServingPlan> serving,
    Optional<EncoderPlan> encoder)
    implements TensorPlan {
  public NetworkPlan {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes)); // keeps their order
    aliases = Map.copyOf(aliases);
    spare = List.copyOf(spare);
  }
}
