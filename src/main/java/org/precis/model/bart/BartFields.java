package org.precis.model.bart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkPlan;
import org.precis.model.serving.TransformerPlan;
import org.precis.model.transformer.EmbeddingConfig;
import org.precis.model.transformer.FeedForwardConfig;
import org.precis.model.transformer.HeadConfig;
import org.precis.model.transformer.SpecialTokens;
import org.precis.model.transformer.StackConfig;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.TransformerConfigBuilder;
import org.precis.model.transformer.WeightNames;

/** Fields of {@code config.json} that BART and its descendants share. */
public final class BartFields {
  private static final String FORCED_BOS = "forced_bos_token_id";
  private static final String FORCED_EOS = "forced_eos_token_id";

  private BartFields() {}

  /**
   * A builder with sizes, tokens, activation and embedding as configured, and all else as in a
   * BART.
   *
   * @param stored tells whether the weight files hold a tensor of a name
   * @throws IllegalArgumentException if a field is missing or breaks a rule
   */
  public static TransformerConfigBuilder read(ConfigFields fields, Predicate<String> stored) {
    boolean separate = !fields.flag("share_encoder_decoder_embeddings", true);
    int vocabulary = fields.integer("vocab_size");
    int targets =
        separate ? fields.findInteger("decoder_vocab_size").orElse(vocabulary) : vocabulary;
    return TransformerConfig.builder()
        .modelType(fields.text("model_type"))
        .width(fields.integer("d_model"))
        .encoder(stack(fields, "encoder", vocabulary))
        .decoder(stack(fields, "decoder", targets))
        .embedding(new EmbeddingConfig(separate, fields.flag("scale_embedding", false), true))
        .feedForward(new FeedForwardConfig(fields.activation("activation_function"), false, true))
        .head(
            new HeadConfig(
                fields.flag("tie_word_embeddings", true),
                false,
                stored.test(WeightNames.LOGITS_BIAS)))
        .tokens(tokens(fields));
  }

  private static StackConfig stack(ConfigFields fields, String stack, int vocabulary) {
    int width = fields.integer("d_model");
    int heads = fields.integer(stack + "_attention_heads");
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "d_model (%d) must be a multiple of %s_attention_heads; it is %d"
              .formatted(width, stack, heads));
    }
    int positions =
        fields
            .findInteger("max_%s_position_embeddings".formatted(stack))
            .orElseGet(() -> fields.integer("max_position_embeddings"));
    return new StackConfig(
        vocabulary,
        positions,
        fields.integer(stack + "_layers"),
        heads,
        width / heads,
        fields.integer(stack + "_ffn_dim"));
  }

  private static SpecialTokens tokens(ConfigFields fields) {
    return new SpecialTokens(
        fields.integer("pad_token_id"),
        fields.integer("eos_token_id"),
        // As in Hugging Face's generate, which starts with bos where nothing else is said.
        fields
            .findInteger("decoder_start_token_id")
            .orElseGet(() -> fields.integer("bos_token_id")));
  }

  /**
   * Refuses a configuration whose old-style flag says another architecture than its family has.
   *
   * @throws IllegalArgumentException naming the flag
   */
  public static void require(ConfigFields fields, String flag, boolean value) {
    if (fields.flag(flag, value) != value) {
      throw new IllegalArgumentException(
          "'%s' is %b; a %s has %b".formatted(flag, !value, fields.text("model_type"), value));
    }
  }

  /**
   * What stands before names: {@code prefix}, or nothing if the files were saved without a head.
   */
  public static String prefix(String prefix, Predicate<String> stored) {
    return stored.test("encoder.layers.0.fc1.weight") ? "" : prefix;
  }

  /** The names of this configuration's modules in the files. */
  public static BartNames names(ConfigFields fields, Predicate<String> stored) {
    return new BartNames(
        prefix("model.", stored), !fields.flag("share_encoder_decoder_embeddings", true));
  }

  /** What a network of this configuration needs. */
  public static NetworkPlan plan(TransformerConfig config, BartNames names) {
    return plan(config, names, names);
  }

  /**
   * What a network of this configuration needs.
   *
   * @param names names of all modules
   * @param bart names of those that are named as in BART
   */
  public static NetworkPlan plan(TransformerConfig config, WeightNames names, BartNames bart) {
    List<String> copies = new ArrayList<>();
    List<String> spare = new ArrayList<>();
    for (String half : List.of("encoder", "decoder")) {
      copies.add(bart.prefix() + half + ".embed_tokens.weight");
      // Tables of sinusoids, which are made here, and marks of fairseq's conversion.
      spare.add(bart.prefix() + half + ".embed_positions.weight");
      spare.add(bart.prefix() + half + ".embed_positions.weights");
      spare.add(bart.prefix() + half + ".embed_positions._float_tensor");
      spare.add(bart.prefix() + half + ".version");
    }
    if (bart.separate()) {
      copies.clear();
      spare.add(bart.prefix() + "shared.weight");
    }
    if (config.head().tied()) {
      copies.add("lm_head.weight");
    }
    return TransformerPlan.of(config, names, copies, spare);
  }

  /**
   * What Hugging Face's configuration classes of these families add to a silent {@code
   * config.json}: the forced end token, and the first one where an old flag asks for it.
   *
   * @param eos default of the family's class; some have none
   */
  public static Map<String, String> forcedTokens(ConfigFields fields, int... eos) {
    Map<String, String> settings = new TreeMap<>();
    if (eos.length > 0 && !fields.names(FORCED_EOS)) {
      settings.put(FORCED_EOS, Integer.toString(eos[0]));
    }
    if (fields.flag("force_bos_token_to_be_generated", false)) {
      settings.put(FORCED_BOS, Integer.toString(fields.integer("bos_token_id")));
    }
    return settings;
  }
}
