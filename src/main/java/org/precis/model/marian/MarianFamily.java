package org.precis.model.marian;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.precis.model.bart.BartFields;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;

/**
 * Marian (Junczys-Dowmunt et al. 2018): normalises after each sub-layer, sinusoidal positions, no
 * norm of the embeddings, a trained bias on the logits. Decoding starts with the padding token,
 * which {@code bad_words_ids} rules out afterwards.
 */
public final class MarianFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("marian");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    BartFields.require(fields, "normalize_before", false);
    BartFields.require(fields, "normalize_embedding", false);
    BartFields.require(fields, "add_final_layer_norm", false);
    BartFields.require(fields, "static_position_embeddings", true);
    return BartFields.plan(
        BartFields.read(fields, stored)
            .norm(new NormConfig(NormConfig.Kind.LAYER, 1e-5f, false, false, false))
            .positions(new PositionConfig.Sinusoidal(false, 0, false))
            .build(),
        BartFields.names(fields, stored));
  }

  @Override
  public Map<String, String> generationDefaults(ConfigFields config) {
    return BartFields.forcedTokens(config, 0);
  }
}
