package org.precis.model.transformer;

import org.precis.model.ModelSpec;

/**
 * An encoder–decoder transformer's sizes and switches. The families of checkpoints differ in these
 * and in their weights' names only. Checks itself; build one with {@link #builder}.
 *
 * @param modelType {@code model_type} of the checkpoint
 * @param width width of the states ({@code d_model}), D
 * @param encoder sizes of the encoder
 * @param decoder sizes of the decoder
 * @param embedding how tokens become states
 * @param positions how the order of tokens is known
 * @param encoderReach which positions of a source see each other
 * @param norm how states are normalised
 * @param attention how attention is computed
 * @param feedForward how the feed-forward layers compute
 * @param head how states become logits
 * @param tokens ids with a meaning
 */
public record TransformerConfig(
    String modelType,
    int width,
    StackConfig encoder,
    StackConfig decoder,
    EmbeddingConfig embedding,
    PositionConfig positions,
    EncoderReach encoderReach,
    NormConfig norm,
    AttentionConfig attention,
    FeedForwardConfig feedForward,
    HeadConfig head,
    SpecialTokens tokens) {

  public TransformerConfig {
    Range.check("width", width, 1, 65_536);
    Range.check("padding token", tokens.pad(), 0, encoder.vocabularySize() - 1);
    Range.check("end token", tokens.eos(), 0, decoder.vocabularySize() - 1);
    Range.check("decoder start token", tokens.decoderStart(), 0, decoder.vocabularySize() - 1);
    if (!embedding.separate() && encoder.vocabularySize() != decoder.vocabularySize()) {
      throw new IllegalArgumentException(
          "encoder and decoder share an embedding table but have %d and %d tokens"
              .formatted(encoder.vocabularySize(), decoder.vocabularySize()));
    }
    if (encoderReach instanceof EncoderReach.Window window
        && window.radii().size() != encoder.layers()) {
      throw new IllegalArgumentException(
          "%d windows of attention for %d encoder layers"
              .formatted(window.radii().size(), encoder.layers()));
    }
    if (positions instanceof PositionConfig.Sinusoidal && width % 2 != 0) {
      throw new IllegalArgumentException(
          "sinusoidal positions need an even width; it is %d".formatted(width));
    }
  }

  /** Sizes of a half. */
  public StackConfig stack(Stack stack) {
    return stack == Stack.ENCODER ? encoder : decoder;
  }

  /** What a search needs to know. */
  public ModelSpec spec() {
    return new ModelSpec(
        modelType,
        encoder.vocabularySize(),
        decoder.vocabularySize(),
        tokens.pad(),
        tokens.eos(),
        tokens.decoderStart(),
        encoder.maxPositions(),
        decoder.maxPositions());
  }

  /** A builder with the switches of a BART; sizes, names and tokens are to be set. */
  public static TransformerConfigBuilder builder() {
    return new TransformerConfigBuilder();
  }

  /** A builder with this configuration's values. */
  public TransformerConfigBuilder toBuilder() {
    return new TransformerConfigBuilder(this);
  }
}
