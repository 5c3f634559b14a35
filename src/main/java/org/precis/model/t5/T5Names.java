package org.precis.model.t5;

import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.WeightNames;

/**
 * Names of T5's modules in a checkpoint.
 *
 * @param gated true if the feed-forward layers have a gate
 * @param encoderAttention name of the encoder's self-attention: {@code SelfAttention} but in LongT5
 */
public record T5Names(boolean gated, String encoderAttention) implements WeightNames {
  /** The embedding table of encoder and decoder. */
  public static final String SHARED = "shared.weight";

  /** The output projection, where it is not the embedding table. */
  public static final String HEAD = "lm_head.weight";

  /** Names of T5, mT5 and umT5. */
  public T5Names(boolean gated) {
    this(gated, "SelfAttention");
  }

  @Override
  public String module(Stack stack, int layer, Role role) {
    String block = stack.key() + ".block." + layer + ".layer.";
    String self =
        block + "0." + (stack == Stack.ENCODER ? encoderAttention : "SelfAttention") + ".";
    String cross = block + "1.EncDecAttention.";
    String last = block + (stack == Stack.DECODER ? 2 : 1);
    return switch (role) {
      case TOKENS -> "shared";
      case LAST_NORM -> stack.key() + ".final_layer_norm";
      case HEAD -> "lm_head";
      case POSITION_BIAS -> self + "relative_attention_bias";
      case SELF_NORM -> block + "0.layer_norm";
      case SELF_QUERY -> self + "q";
      case SELF_KEY -> self + "k";
      case SELF_VALUE -> self + "v";
      case SELF_OUTPUT -> self + "o";
      case CROSS_NORM -> block + "1.layer_norm";
      case CROSS_QUERY -> cross + "q";
      case CROSS_KEY -> cross + "k";
      case CROSS_VALUE -> cross + "v";
      case CROSS_OUTPUT -> cross + "o";
      case FEED_FORWARD_NORM -> last + ".layer_norm";
      case FEED_FORWARD_GATE -> last + ".DenseReluDense.wi_0";
      case FEED_FORWARD_IN -> last + ".DenseReluDense." + (gated ? "wi_1" : "wi");
      case FEED_FORWARD_OUT -> last + ".DenseReluDense.wo";
      case GLOBAL_NORM -> self + "global_input_layer_norm";
      case GLOBAL_POSITION_BIAS -> self + "global_relative_attention_bias";
      case POSITIONS, EMBEDDING_NORM, GLOBAL_QUERY, GLOBAL_KEY, GLOBAL_VALUE ->
          throw new IllegalArgumentException("T5 has no " + role);
    };
  }
}
