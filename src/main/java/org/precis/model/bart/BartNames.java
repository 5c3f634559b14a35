package org.precis.model.bart;

import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.WeightNames;

/**
 * Names of the modules of BART and its descendants in a checkpoint.
 *
 * @param prefix {@code model.}; empty in checkpoints saved without a head
 * @param separate true if encoder and decoder have embedding tables of their own
 */
public record BartNames(String prefix, boolean separate) implements WeightNames {
  @Override
  public String module(Stack stack, int layer, Role role) {
    String half = prefix + stack.key() + ".";
    String block = half + "layers." + layer + ".";
    return switch (role) {
      case TOKENS -> separate ? half + "embed_tokens" : prefix + "shared";
      case POSITIONS -> half + "embed_positions";
      case EMBEDDING_NORM -> half + "layernorm_embedding";
      case LAST_NORM -> half + "layer_norm";
      case HEAD -> "lm_head";
      case SELF_NORM -> block + "self_attn_layer_norm";
      case SELF_QUERY -> block + "self_attn.q_proj";
      case SELF_KEY -> block + "self_attn.k_proj";
      case SELF_VALUE -> block + "self_attn.v_proj";
      case SELF_OUTPUT -> block + "self_attn.out_proj";
      case CROSS_NORM -> block + "encoder_attn_layer_norm";
      case CROSS_QUERY -> block + "encoder_attn.q_proj";
      case CROSS_KEY -> block + "encoder_attn.k_proj";
      case CROSS_VALUE -> block + "encoder_attn.v_proj";
      case CROSS_OUTPUT -> block + "encoder_attn.out_proj";
      case FEED_FORWARD_NORM -> block + "final_layer_norm";
      case FEED_FORWARD_IN -> block + "fc1";
      case FEED_FORWARD_OUT -> block + "fc2";
      case POSITION_BIAS,
          FEED_FORWARD_GATE,
          GLOBAL_QUERY,
          GLOBAL_KEY,
          GLOBAL_VALUE,
          GLOBAL_NORM,
          GLOBAL_POSITION_BIAS ->
          throw new IllegalArgumentException("BART has no " + role);
    };
  }
}
