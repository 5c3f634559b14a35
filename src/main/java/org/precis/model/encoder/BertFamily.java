package org.precis.model.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.EncoderFamily;
import org.precis.model.family.EncoderPlan;
import org.precis.model.transformer.FeedForwardConfig;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.SpecialTokens;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.StackConfig;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.TransformerShapes;
import org.precis.nn.NamedTensors;

/**
 * BERT (Devlin et al. 2019) and its likes RoBERTa and XLM-RoBERTa, whose positions start after the
 * padding token's id. All tokens are of the first segment.
 */
public final class BertFamily implements EncoderFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("bert", "roberta", "xlm-roberta");
  }

  @Override
  public EncoderPlan plan(ConfigFields fields, Predicate<String> stored) {
    String positions = fields.findText("position_embedding_type").orElse("absolute");
    if (!positions.equals("absolute")) {
      throw new IllegalArgumentException(
          "'position_embedding_type' is '%s'; only absolute is known"
              .formatted(ConfigFields.shortened(positions)));
    }
    TransformerConfig config = config(fields);
    BertNames names =
        new BertNames(
            List.of("bert.", "roberta.").stream()
                .filter(prefix -> stored.test(prefix + "embeddings.word_embeddings.weight"))
                .findFirst()
                .orElse(""));
    Map<String, Shape> shapes = new LinkedHashMap<>(TransformerShapes.ofEncoder(config, names));
    shapes.put(
        names.types(), new Shape(fields.findInteger("type_vocab_size").orElse(2), config.width()));
    if (stored.test(names.pooler())) {
      shapes.put(names.pooler(), new Shape(config.width(), config.width()));
      shapes.put(names.poolerBias(), new Shape(config.width()));
    }
    return new EncoderPlan(
        shapes,
        oldNames(shapes),
        List.of(),
        (tensors, manager) ->
            new TransformerTextEncoder(
                config,
                names,
                withFirstSegment(names, tensors, manager),
                pooler(names, tensors),
                manager));
  }

  private static Optional<TransformerTextEncoder.Pooler> pooler(
      BertNames names, NamedTensors tensors) {
    return tensors.names().contains(names.pooler())
        ? Optional.of(
            new TransformerTextEncoder.Pooler(
                tensors.get(names.pooler()), tensors.get(names.poolerBias())))
        : Optional.empty();
  }

  private static TransformerConfig config(ConfigFields fields) {
    int pad = fields.findInteger("pad_token_id").orElse(0);
    int offset = fields.text("model_type").equals("bert") ? 0 : pad + 1;
    int width = fields.integer("hidden_size");
    int heads = fields.integer("num_attention_heads");
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size (%d) must be a multiple of num_attention_heads; it is %d"
              .formatted(width, heads));
    }
    StackConfig stack =
        new StackConfig(
            fields.integer("vocab_size"),
            fields.integer("max_position_embeddings") - offset,
            fields.integer("num_hidden_layers"),
            heads,
            width / heads,
            fields.integer("intermediate_size"));
    return TransformerConfig.builder()
        .modelType(fields.text("model_type"))
        .width(width)
        .encoder(stack)
        .decoder(stack) // there is none
        .positions(new PositionConfig.Learned(offset))
        .norm(
            new NormConfig(
                NormConfig.Kind.LAYER, fields.number("layer_norm_eps", 1e-12f), false, true, false))
        .feedForward(new FeedForwardConfig(fields.activation("hidden_act"), false, true))
        .tokens(new SpecialTokens(pad, 0, 0))
        .build();
  }

  /** Checkpoints converted from TensorFlow call the norms' tensors gamma and beta. */
  private static Map<String, List<String>> oldNames(Map<String, Shape> shapes) {
    Map<String, List<String>> aliases = new HashMap<>();
    for (String name : shapes.keySet()) {
      if (name.contains("LayerNorm.")) {
        String old = name.replace(".weight", ".gamma").replace(".bias", ".beta");
        aliases.put(name, List.of(old));
      }
    }
    return aliases;
  }

  /** Adds the first segment's row to all positions, as every token is of that segment. */
  private static NamedTensors withFirstSegment(
      BertNames names, NamedTensors tensors, NDManager manager) {
    Map<String, NDArray> changed = new HashMap<>(tensors.tensors());
    String name = names.weight(Stack.ENCODER, 0, Role.POSITIONS);
    NDArray positions = changed.get(name);
    try (NDArray types = changed.remove(names.types());
        NDArray first = types.get("0:1")) {
      NDArray sum = positions.add(first);
      sum.attach(manager);
      changed.put(name, sum);
    }
    positions.close();
    return new NamedTensors(changed);
  }
}
