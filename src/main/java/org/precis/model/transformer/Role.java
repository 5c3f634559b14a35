package org.precis.model.transformer;

/** What a module is there for. Norms and projections have a weight, and a bias where it is said. */
public enum Role {
  /** Embedding table, (V, D). */
  TOKENS,
  /** Table of learned positions, (rows, D). */
  POSITIONS,
  /** Norm of the embeddings. */
  EMBEDDING_NORM,
  /** Norm after the last layer. */
  LAST_NORM,
  /** Output projection, (V, D), where it is not an embedding table. */
  HEAD,

  /** Table of the relative position bias, (buckets, H); of a layer, or of the first for all. */
  POSITION_BIAS,
  /** Norm of the self-attention sub-layer. */
  SELF_NORM,
  /** Self-attention, (H·K, D). */
  SELF_QUERY,
  /** Self-attention, (H·K, D). */
  SELF_KEY,
  /** Self-attention, (H·K, D). */
  SELF_VALUE,
  /** Self-attention, (D, H·K). */
  SELF_OUTPUT,
  /** Norm of the cross-attention sub-layer. */
  CROSS_NORM,
  /** Cross-attention, (H·K, D). */
  CROSS_QUERY,
  /** Cross-attention, (H·K, D). */
  CROSS_KEY,
  /** Cross-attention, (H·K, D). */
  CROSS_VALUE,
  /** Cross-attention, (D, H·K). */
  CROSS_OUTPUT,
  /** Norm of the feed-forward sub-layer. */
  FEED_FORWARD_NORM,
  /** Projection that the activation is applied to where the feed-forward layer is gated, (F, D). */
  FEED_FORWARD_GATE,
  /** First projection, (F, D); without a gate the activation is applied to it. */
  FEED_FORWARD_IN,
  /** Second projection, (D, F). */
  FEED_FORWARD_OUT,

  /** Global positions' attention of {@link EncoderReach.Window}, (H·K, D). */
  GLOBAL_QUERY,
  /** Global positions' attention of {@link EncoderReach.Window}, (H·K, D). */
  GLOBAL_KEY,
  /** Global positions' attention of {@link EncoderReach.Window}, (H·K, D). */
  GLOBAL_VALUE,
  /** Norm of the summed blocks of {@link EncoderReach.TransientGlobal}. */
  GLOBAL_NORM,
  /** Position bias towards the blocks of {@link EncoderReach.TransientGlobal}, (buckets, H). */
  GLOBAL_POSITION_BIAS
}
