package org.precis.model.transformer;

import org.precis.nn.Activation;

/**
 * Collects a {@link TransformerConfig}. Starts with the switches of a BART; sizes, name and tokens
 * must be set. Not thread-safe.
 */
public final class TransformerConfigBuilder {
  private String modelType;
  private int width;
  private StackConfig encoder;
  private StackConfig decoder;
  private EmbeddingConfig embedding = new EmbeddingConfig(false, false, true);
  private PositionConfig positions = new PositionConfig.Learned(2);
  private EncoderReach encoderReach = new EncoderReach.Full();
  private NormConfig norm = new NormConfig(NormConfig.Kind.LAYER, 1e-5f, false, true, false);
  private AttentionConfig attention = new AttentionConfig(true, true);
  private FeedForwardConfig feedForward = new FeedForwardConfig(Activation.Kind.GELU, false, true);
  private HeadConfig head = new HeadConfig(true, false, false);
  private SpecialTokens tokens;

  TransformerConfigBuilder() {}

  TransformerConfigBuilder(TransformerConfig config) {
    modelType = config.modelType();
    width = config.width();
    encoder = config.encoder();
    decoder = config.decoder();
    embedding = config.embedding();
    positions = config.positions();
    encoderReach = config.encoderReach();
    norm = config.norm();
    attention = config.attention();
    feedForward = config.feedForward();
    head = config.head();
    tokens = config.tokens();
  }

  /** See {@link TransformerConfig#modelType()}. */
  public TransformerConfigBuilder modelType(String value) {
    modelType = value;
    return this;
  }

  /** See {@link TransformerConfig#width()}. */
  public TransformerConfigBuilder width(int value) {
    width = value;
    return this;
  }

  /** See {@link TransformerConfig#encoder()}. */
  public TransformerConfigBuilder encoder(StackConfig value) {
    encoder = value;
    return this;
  }

  /** See {@link TransformerConfig#decoder()}. */
  public TransformerConfigBuilder decoder(StackConfig value) {
    decoder = value;
    return this;
  }

  /** See {@link TransformerConfig#embedding()}. */
  public TransformerConfigBuilder embedding(EmbeddingConfig value) {
    embedding = value;
    return this;
  }

  /** See {@link TransformerConfig#positions()}. */
  public TransformerConfigBuilder positions(PositionConfig value) {
    positions = value;
    return this;
  }

  /** See {@link TransformerConfig#encoderReach()}. */
  public TransformerConfigBuilder encoderReach(EncoderReach value) {
    encoderReach = value;
    return this;
  }

  /** See {@link TransformerConfig#norm()}. */
  public TransformerConfigBuilder norm(NormConfig value) {
    norm = value;
    return this;
  }

  /** See {@link TransformerConfig#attention()}. */
  public TransformerConfigBuilder attention(AttentionConfig value) {
    attention = value;
    return this;
  }

  /** See {@link TransformerConfig#feedForward()}. */
  public TransformerConfigBuilder feedForward(FeedForwardConfig value) {
    feedForward = value;
    return this;
  }

  /** See {@link TransformerConfig#head()}. */
  public TransformerConfigBuilder head(HeadConfig value) {
    head = value;
    return this;
  }

  /** See {@link TransformerConfig#tokens()}. */
  public TransformerConfigBuilder tokens(SpecialTokens value) {
    tokens = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if values are out of range or do not fit together
   */
  public TransformerConfig build() {
    return new TransformerConfig(
        modelType,
        width,
        encoder,
        decoder,
        embedding,
        positions,
        encoderReach,
        norm,
        attention,
        feedForward,
        head,
        tokens);
  }
}
