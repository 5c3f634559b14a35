package org.precis.model.led;

import org.precis.model.bart.BartNames;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.WeightNames;

/**
 * Names of LED's modules: BART's but for the encoder's self-attention.
 *
 * @param bart names of all else
 */
record LedNames(BartNames bart) implements WeightNames {
  @Override
  public String module(Stack stack, int layer, Role role) {
    String attention = bart.prefix() + "encoder.layers." + layer + ".self_attn.";
    String window = attention + "longformer_self_attn.";
    boolean encoder = stack == Stack.ENCODER;
    return switch (role) {
      case SELF_QUERY -> encoder ? window + "query" : bart.module(stack, layer, role);
      case SELF_KEY -> encoder ? window + "key" : bart.module(stack, layer, role);
      case SELF_VALUE -> encoder ? window + "value" : bart.module(stack, layer, role);
      case SELF_OUTPUT -> encoder ? attention + "output" : bart.module(stack, layer, role);
      case GLOBAL_QUERY -> window + "query_global";
      case GLOBAL_KEY -> window + "key_global";
      case GLOBAL_VALUE -> window + "value_global";
      default -> bart.module(stack, layer, role);
    };
  }
}
