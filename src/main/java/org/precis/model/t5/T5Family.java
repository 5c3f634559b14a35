package org.precis.model.t5;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.family.WeightSource;
import org.precis.model.serving.ScriptedTransformer;
import org.precis.model.serving.TransformerPlan;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.Activation;
import org.precis.nn.Dropout;
import org.precis.nn.NamedTensors;

/** How a T5, mT5 or umT5 lies in a checkpoint. */
public final class T5Family implements NetworkFamily {
  private static final int COMPARED_ROWS = 1 << 14;

  /** Names under which files may hold the embedding table besides {@link T5Names#SHARED}. */
  public static final List<String> EMBEDDING_COPIES =
      List.of("encoder.embed_tokens.weight", "decoder.embed_tokens.weight");

  /** Written by Mesh TensorFlow's conversion, and never used. */
  private static final List<String> SPARE =
      List.of("decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight");

  @Override
  public List<String> modelTypes() {
    return List.of("mt5", "t5", "umt5");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    T5Config config = config(fields, stored);
    NetworkPlan plan =
        TransformerPlan.of(
            config.transformer(), new T5Names(config.gated()), EMBEDDING_COPIES, SPARE);
    // A tied checkpoint may hold the head once more; a different one would count, unscaled.
    if (!config.tiedHead() || !stored.test(T5Names.HEAD)) {
      return plan;
    }
    Map<String, Shape> shapes = new LinkedHashMap<>(plan.shapes());
    shapes.put(T5Names.HEAD, shapes.get(T5Names.SHARED));
    return new NetworkPlan(
        shapes,
        plan.aliases(),
        plan.spare(),
        (tensors, manager) -> withSpareHead(config, tensors, manager),
        Optional.of(
            (weights, options, manager) -> {
              boolean same = sameRows(weights, config.vocabularySize(), manager);
              return ScriptedTransformer.load(
                  config.toBuilder().tiedHead(same).build().transformer(),
                  new T5Names(config.gated()),
                  weights,
                  options,
                  manager);
            }),
        plan.encoder());
  }

  /** True if the spare head is the embedding table; compares pieces that are small in memory. */
  private static boolean sameRows(WeightSource weights, int rows, NDManager manager) {
    boolean same = true;
    for (int from = 0; same && from < rows; from += COMPARED_ROWS) {
      int to = Math.min(rows, from + COMPARED_ROWS);
      try (NDArray head = weights.read(T5Names.HEAD, from, to, manager);
          NDArray table = weights.read(T5Names.SHARED, from, to, manager)) {
        same = head.contentEquals(table);
      }
    }
    return same;
  }

  private static TransformerNetwork withSpareHead(
      T5Config config, NamedTensors tensors, NDManager manager) {
    NDArray spareHead = tensors.get(T5Names.HEAD);
    boolean same = spareHead.contentEquals(tensors.get(T5Names.SHARED));
    if (same) {
      spareHead.close();
    }
    return new TransformerNetwork(
        config.toBuilder().tiedHead(same).build().transformer(),
        new T5Names(config.gated()),
        tensors,
        manager);
  }

  @Override
  public Dropout dropout(ConfigFields fields) {
    float rate = fields.number("dropout_rate", 0.1f);
    return new Dropout(rate, rate, rate, true);
  }

  /**
   * Reads a {@code config.json}.
   *
   * @param stored tells whether the weight files hold a tensor of a name
   * @throws IllegalArgumentException if a field is missing or breaks a rule
   */
  public static T5Config config(ConfigFields fields, Predicate<String> stored) {
    int layers = fields.integer("num_layers");
    String type = fields.text("model_type");
    int pad = fields.findInteger("pad_token_id").orElse(0);
    // The file decides on the gate: early Flan-T5 configurations say "gelu" and mean gated-gelu.
    boolean gated = stored.test("encoder.block.0.layer.1.DenseReluDense.wi_0.weight");
    return T5Config.builder()
        .modelType(type)
        .vocabularySize(fields.integer("vocab_size"))
        .width(fields.integer("d_model"))
        .headWidth(fields.integer("d_kv"))
        .feedForwardWidth(fields.integer("d_ff"))
        .encoderLayers(layers)
        .decoderLayers(fields.findInteger("num_decoder_layers").orElse(layers))
        .heads(fields.integer("num_heads"))
        .buckets(fields.findInteger("relative_attention_num_buckets").orElse(32))
        .maxDistance(fields.findInteger("relative_attention_max_distance").orElse(128))
        .normEpsilon(fields.number("layer_norm_epsilon", 1e-6f))
        .activation(activation(fields, gated))
        .gated(gated)
        .tiedHead(fields.flag("tie_word_embeddings", !List.of("mt5", "umt5").contains(type)))
        .padToken(pad)
        .eosToken(fields.findInteger("eos_token_id").orElse(1))
        .decoderStartToken(fields.findInteger("decoder_start_token_id").orElse(pad))
        .build();
  }

  /** The {@code config.json} that {@link #plan} reads as {@code config}. */
  public static ObjectNode json(T5Config config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String type = config.modelType().replace("t5", "T5").replace('m', 'M').replace('u', 'U');
    json.putArray("architectures").add(type + "ForConditionalGeneration");
    String activation =
        switch (config.activation()) {
          case RELU -> "relu";
          case SILU -> "silu";
          case GELU -> "gelu";
          case GELU_NEW -> config.gated() ? "gelu" : "gelu_new";
        };
    return json.put("model_type", config.modelType())
        .put("is_encoder_decoder", true)
        .put("vocab_size", config.vocabularySize())
        .put("d_model", config.width())
        .put("d_kv", config.headWidth())
        .put("d_ff", config.feedForwardWidth())
        .put("num_layers", config.encoderLayers())
        .put("num_decoder_layers", config.decoderLayers())
        .put("num_heads", config.heads())
        .put("relative_attention_num_buckets", config.buckets())
        .put("relative_attention_max_distance", config.maxDistance())
        .put("layer_norm_epsilon", config.normEpsilon())
        .put("feed_forward_proj", (config.gated() ? "gated-" : "") + activation)
        .put("tie_word_embeddings", config.tiedHead())
        .put("pad_token_id", config.padToken())
        .put("eos_token_id", config.eosToken())
        .put("decoder_start_token_id", config.decoderStartToken());
  }

  private static Activation.Kind activation(ConfigFields fields, boolean gated) {
    String name = fields.findText("feed_forward_proj").orElse("relu");
    return switch (name.startsWith("gated-") ? name.substring("gated-".length()) : name) {
      case "relu" -> Activation.Kind.RELU;
      case "gelu" -> gated ? Activation.Kind.GELU_NEW : Activation.Kind.GELU;
      case "gelu_new" -> Activation.Kind.GELU_NEW;
      case "silu", "swish" -> Activation.Kind.SILU;
      default ->
          throw new IllegalArgumentException(
              "'feed_forward_proj' is '%s'; known are relu, gelu, gelu_new, silu, and these with gated- before"
                  .formatted(ConfigFields.shortened(name)));
    };
  }
}
