package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.precis.nn.NamedTensors;

/** Parameters that share a weight decay. Lists have one element for each. */
record ParameterGroup(
    List<String> names, List<NDArray> tensors, List<NDArray> gradients, double decay) {

  /** Those that decay and those that do not; a group without parameters is left out. */
  static List<ParameterGroup> of(Parameters all, double decay, Predicate<String> decayed) {
    List<ParameterGroup> groups = new ArrayList<>();
    for (boolean decays : new boolean[] {true, false}) {
      int[] members =
          IntStream.range(0, all.names().size())
              .filter(i -> decayed.test(all.names().get(i)) == decays)
              .toArray();
      if (members.length > 0) {
        groups.add(
            new ParameterGroup(
                IntStream.of(members).mapToObj(all.names()::get).toList(),
                IntStream.of(members).mapToObj(all.tensors()::get).toList(),
                IntStream.of(members).mapToObj(all.gradients()::get).toList(),
                decays ? decay : 0));
      }
    }
    return groups;
  }

  /** A tensor of zeros for each parameter, of its shape. */
  List<NDArray> zeros(NDManager manager) {
    return tensors.stream().map(tensor -> manager.zeros(tensor.getShape())).toList();
  }

  /**
   * State tensors under the name of what they are and of their parameter.
   *
   * @param prefixes what they are
   * @param states for each prefix, tensors of each group; empty ones are left out
   */
  @SafeVarargs
  static NamedTensors named(
      List<ParameterGroup> groups, String[] prefixes, List<List<NDArray>>... states) {
    Map<String, NDArray> named = new TreeMap<>();
    for (int k = 0; k < states.length; k++) {
      for (int g = 0; g < groups.size(); g++) {
        List<String> names = groups.get(g).names();
        for (int i = 0; i < names.size(); i++) {
          NDArray tensor = states[k].get(g).get(i);
          if (tensor.size() > 0) {
            named.put(prefixes[k] + "/" + names.get(i), tensor);
          }
        }
      }
    }
    return new NamedTensors(named);
  }
}
