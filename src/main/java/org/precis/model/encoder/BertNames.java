package org.precis.model.encoder;

import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.WeightNames;

/**
 * Names of BERT's modules in a checkpoint.
 *
 * @param prefix {@code bert.} or {@code roberta.} in checkpoints saved with a head, else empty
 */
record BertNames(String prefix) implements WeightNames {
  /** Table of segments, (types, D); only its first row is used. */
  String types() {
    return prefix + "embeddings.token_type_embeddings.weight";
  }

  /** Linear map of the first token's vector, which some checkpoints have, (D, D). */
  String pooler() {
    return prefix + "pooler.dense.weight";
  }

  /** Its bias, (D). */
  String poolerBias() {
    return prefix + "pooler.dense.bias";
  }

  @Override
  public String module(Stack stack, int layer, Role role) {
    String embeddings = prefix + "embeddings.";
    String block = prefix + "encoder.layer." + layer + ".";
    return switch (role) {
      case TOKENS -> embeddings + "word_embeddings";
      case POSITIONS -> embeddings + "position_embeddings";
      case EMBEDDING_NORM -> embeddings + "LayerNorm";
      case SELF_QUERY -> block + "attention.self.query";
      case SELF_KEY -> block + "attention.self.key";
      case SELF_VALUE -> block + "attention.self.value";
      case SELF_OUTPUT -> block + "attention.output.dense";
      case SELF_NORM -> block + "attention.output.LayerNorm";
      case FEED_FORWARD_IN -> block + "intermediate.dense";
      case FEED_FORWARD_OUT -> block + "output.dense";
      case FEED_FORWARD_NORM -> block + "output.LayerNorm";
      default -> throw new IllegalArgumentException("BERT has no " + role);
    };
  }
}
