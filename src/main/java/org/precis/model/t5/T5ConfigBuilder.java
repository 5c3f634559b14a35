package org.precis.model.t5;

import org.precis.nn.Activation;

/** Collects a {@link T5Config}. Starts with the values of T5 1.0 small. Not thread-safe. */
public final class T5ConfigBuilder {
  private String modelType = "t5";
  private int vocabularySize = 32_128;
  private int width = 512;
  private int headWidth = 64;
  private int feedForwardWidth = 2_048;
  private int encoderLayers = 6;
  private int decoderLayers = 6;
  private int heads = 8;
  private int buckets = 32;
  private int maxDistance = 128;
  private float normEpsilon = 1e-6f;
  private Activation.Kind activation = Activation.Kind.RELU;
  private boolean gated = false;
  private boolean tiedHead = true;
  private int padToken = 0;
  private int eosToken = 1;
  private int decoderStartToken = 0;

  T5ConfigBuilder() {}

  T5ConfigBuilder(T5Config config) {
    modelType = config.modelType();
    vocabularySize = config.vocabularySize();
    width = config.width();
    headWidth = config.headWidth();
    feedForwardWidth = config.feedForwardWidth();
    encoderLayers = config.encoderLayers();
    decoderLayers = config.decoderLayers();
    heads = config.heads();
    buckets = config.buckets();
    maxDistance = config.maxDistance();
    normEpsilon = config.normEpsilon();
    activation = config.activation();
    gated = config.gated();
    tiedHead = config.tiedHead();
    padToken = config.padToken();
    eosToken = config.eosToken();
    decoderStartToken = config.decoderStartToken();
  }

  /** See {@link T5Config#modelType()}. */
  public T5ConfigBuilder modelType(String value) {
    modelType = value;
    return this;
  }

  /** See {@link T5Config#vocabularySize()}. */
  public T5ConfigBuilder vocabularySize(int value) {
    vocabularySize = value;
    return this;
  }

  /** See {@link T5Config#width()}. */
  public T5ConfigBuilder width(int value) {
    width = value;
    return this;
  }

  /** See {@link T5Config#headWidth()}. */
  public T5ConfigBuilder headWidth(int value) {
    headWidth = value;
    return this;
  }

  /** See {@link T5Config#feedForwardWidth()}. */
  public T5ConfigBuilder feedForwardWidth(int value) {
    feedForwardWidth = value;
    return this;
  }

  /** See {@link T5Config#encoderLayers()}. */
  public T5ConfigBuilder encoderLayers(int value) {
    encoderLayers = value;
    return this;
  }

  /** See {@link T5Config#decoderLayers()}. */
  public T5ConfigBuilder decoderLayers(int value) {
    decoderLayers = value;
    return this;
  }

  /** See {@link T5Config#heads()}. */
  public T5ConfigBuilder heads(int value) {
    heads = value;
    return this;
  }

  /** See {@link T5Config#buckets()}. */
  public T5ConfigBuilder buckets(int value) {
    buckets = value;
    return this;
  }

  /** See {@link T5Config#maxDistance()}. */
  public T5ConfigBuilder maxDistance(int value) {
    maxDistance = value;
    return this;
  }

  /** See {@link T5Config#normEpsilon()}. */
  public T5ConfigBuilder normEpsilon(float value) {
    normEpsilon = value;
    return this;
  }

  /** See {@link T5Config#activation()}. */
  public T5ConfigBuilder activation(Activation.Kind value) {
    activation = value;
    return this;
  }

  /** See {@link T5Config#gated()}. */
  public T5ConfigBuilder gated(boolean value) {
    gated = value;
    return this;
  }

  /** See {@link T5Config#tiedHead()}. */
  public T5ConfigBuilder tiedHead(boolean value) {
    tiedHead = value;
    return this;
  }

  /** See {@link T5Config#padToken()}. */
  public T5ConfigBuilder padToken(int value) {
    padToken = value;
    return this;
  }

  /** See {@link T5Config#eosToken()}. */
  public T5ConfigBuilder eosToken(int value) {
    eosToken = value;
    return this;
  }

  /** See {@link T5Config#decoderStartToken()}. */
  public T5ConfigBuilder decoderStartToken(int value) {
    decoderStartToken = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public T5Config build() {
    return new T5Config(
        modelType,
        vocabularySize,
        width,
        headWidth,
        feedForwardWidth,
        encoderLayers,
        decoderLayers,
        heads,
        buckets,
        maxDistance,
        normEpsilon,
        activation,
        gated,
        tiedHead,
        padToken,
        eosToken,
        decoderStartToken);
  }
}
