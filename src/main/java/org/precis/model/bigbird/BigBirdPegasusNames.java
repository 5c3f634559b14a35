package org.precis.model.bigbird;

import org.precis.model.bart.BartNames;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.WeightNames;

/**
 * Names of BigBird-Pegasus's modules: BART's but for the encoder's self-attention and the norm
 * after the last layer, which bears the name of another.
 *
 * @param bart names of all else
 */
record BigBirdPegasusNames(BartNames bart) implements WeightNames {
  @Override
  public String module(Stack stack, int layer, Role role) {
    if (role == Role.LAST_NORM) {
      return bart.module(stack, layer, Role.EMBEDDING_NORM);
    }
    if (stack == Stack.DECODER) {
      return bart.module(stack, layer, role);
    }
    String attention = bart.prefix() + "encoder.layers." + layer + ".self_attn.";
    return switch (role) {
      case SELF_QUERY -> attention + "self.query";
      case SELF_KEY -> attention + "self.key";
      case SELF_VALUE -> attention + "self.value";
      case SELF_OUTPUT -> attention + "output";
      default -> bart.module(stack, layer, role);
    };
  }
}
