package org.precis.model.pgnet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.nn.Dropout;

/** Pointer-generator networks in a layout of our own: nobody publishes them in a common one. */
public final class PointerFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of(PointerConfig.MODEL_TYPE);
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    PointerConfig config =
        new PointerConfig(
            fields.integer("vocab_size"),
            fields.integer("embedding_size"),
            fields.integer("hidden_size"),
            fields.integer("attention_size"),
            fields.integer("pad_token_id"),
            fields.integer("unk_token_id"),
            fields.integer("eos_token_id"),
            fields.integer("decoder_start_token_id"),
            fields.findInteger("max_source_tokens").orElse(Integer.MAX_VALUE));
    return new NetworkPlan(
        config.shapes(),
        Map.of(),
        List.of(),
        (tensors, manager) -> new PointerNetwork(config, tensors, manager),
        Optional.of(
            (weights, options, manager) -> ScriptedPointer.load(config, weights, options, manager)),
        Optional.empty());
  }

  /** See et al. drop nothing. */
  @Override
  public Dropout dropout(ConfigFields config) {
    return new Dropout(config.number("dropout", 0), 0, 0, false);
  }
}
