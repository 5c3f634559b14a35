package org.precis.model.t5;

import org.precis.model.transformer.AttentionConfig;
import org.precis.model.transformer.EmbeddingConfig;
import org.precis.model.transformer.FeedForwardConfig;
import org.precis.model.transformer.HeadConfig;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.SpecialTokens;
import org.precis.model.transformer.StackConfig;
import org.precis.model.transformer.TransformerConfig;
import org.precis.nn.Activation;

/**
 * Sizes and switches of a T5, mT5, umT5 or LongT5 as its {@code config.json} has them. Checks
 * itself; build one with {@link #builder}.
 *
 * @param modelType {@code t5}, {@code mt5}, {@code umt5} or {@code longt5}
 * @param vocabularySize rows of the embedding table
 * @param width width of the hidden states ({@code d_model})
 * @param headWidth width of an attention head ({@code d_kv}); heads · headWidth may differ from
 *     width
 * @param feedForwardWidth width inside the feed-forward layers ({@code d_ff})
 * @param encoderLayers number of encoder blocks
 * @param decoderLayers number of decoder blocks
 * @param heads number of attention heads
 * @param buckets buckets of the relative position bias
 * @param maxDistance distance from which on positions share the last bucket
 * @param normEpsilon ε of the normalisations
 * @param activation the feed-forward layers' non-linearity
 * @param gated true if a second projection gates it (T5 1.1, mT5)
 * @param tiedHead true if the output projection is the embedding table, with states scaled by
 *     width^−½ (T5 1.0)
 * @param padToken id of padding
 * @param eosToken id that ends a sequence
 * @param decoderStartToken first id of every decoded sequence
 */
public record T5Config(
    String modelType,
    int vocabularySize,
    int width,
    int headWidth,
    int feedForwardWidth,
    int encoderLayers,
    int decoderLayers,
    int heads,
    int buckets,
    int maxDistance,
    float normEpsilon,
    Activation.Kind activation,
    boolean gated,
    boolean tiedHead,
    int padToken,
    int eosToken,
    int decoderStartToken) {

  public T5Config {
    // Bounds far above any published checkpoint; they keep products of sizes within an int or long.
    within("vocab_size", vocabularySize, 1, 10_000_000);
    within("d_model", width, 1, 65_536);
    within("d_kv", headWidth, 1, 65_536);
    within("d_ff", feedForwardWidth, 1, 1_000_000);
    within("num_layers", encoderLayers, 1, 1_000);
    within("num_decoder_layers", decoderLayers, 1, 1_000);
    within("num_heads", heads, 1, 1_024);
    within("relative_attention_num_buckets", buckets, 4, 65_536);
    within("relative_attention_max_distance", maxDistance, buckets / 2 + 1, 10_000_000);
    if (!(normEpsilon > 0 && normEpsilon < 1)) {
      throw new IllegalArgumentException(
          "layer_norm_epsilon is %s; allowed is more than 0 and less than 1"
              .formatted(normEpsilon));
    }
    if (gated && activation == Activation.Kind.GELU) {
      throw new IllegalArgumentException(
          "feed_forward_proj gated-gelu means gelu_new; gelu with the error function has no gate");
    }
    within("pad_token_id", padToken, 0, vocabularySize - 1);
    within("eos_token_id", eosToken, 0, vocabularySize - 1);
    within("decoder_start_token_id", decoderStartToken, 0, vocabularySize - 1);
  }

  private static void within(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is %d; allowed are %d to %d".formatted(key, value, min, max));
    }
  }

  /** Width of all heads together. */
  public int innerWidth() {
    return heads * headWidth;
  }

  /**
   * The same as a transformer. Attention is not scaled, positions enter by a relative bias only,
   * sub-layers normalise their input, and nothing has a bias (Raffel et al. 2020, section 2.1).
   */
  public TransformerConfig transformer() {
    return TransformerConfig.builder()
        .modelType(modelType)
        .width(width)
        .encoder(stack(encoderLayers))
        .decoder(stack(decoderLayers))
        .embedding(new EmbeddingConfig(false, false, false))
        .positions(new PositionConfig.Relative(buckets, maxDistance, modelType.equals("umt5")))
        .norm(new NormConfig(NormConfig.Kind.RMS, normEpsilon, true, false, true))
        .attention(new AttentionConfig(false, false))
        .feedForward(new FeedForwardConfig(activation, gated, false))
        .head(new HeadConfig(tiedHead, tiedHead, false))
        .tokens(new SpecialTokens(padToken, eosToken, decoderStartToken))
        .build();
  }

  private StackConfig stack(int layers) {
    return new StackConfig(
        vocabularySize, Integer.MAX_VALUE, layers, heads, headWidth, feedForwardWidth);
  }

  /** A builder with the values of T5 1.0 small. */
  public static T5ConfigBuilder builder() {
    return new T5ConfigBuilder();
  }

  /** A builder with this configuration's values. */
  public T5ConfigBuilder toBuilder() {
    return new T5ConfigBuilder(this);
  }
}
