package org.precis.model.transformer;

/** Names of a family's modules in a checkpoint. Immutable. */
@FunctionalInterface
public interface WeightNames {
  /** Added to every logit; a whole tensor's name, (1, V). */
  String LOGITS_BIAS = "final_logits_bias";

  /**
   * Name of a module, without the {@code .weight} or {@code .bias} of its tensors.
   *
   * @param layer from 0; of no meaning for the roles above {@link Role#POSITION_BIAS}
   */
  String module(Stack stack, int layer, Role role);

  /** Name of a module's weight. */
  default String weight(Stack stack, int layer, Role role) {
    return module(stack, layer, role) + ".weight";
  }

  /** Name of a module's bias. */
  default String bias(Stack stack, int layer, Role role) {
    return module(stack, layer, role) + ".bias";
  }
}
