package org.precis.model.bart;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.transformer.NormConfig;

/**
 * mBART (Liu et al. 2020) and mBART-50: a BART that normalises before each sub-layer and after the
 * last.
 */
public final class MBartFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("mbart");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    BartFields.require(fields, "normalize_before", true);
    BartFields.require(fields, "normalize_embedding", true);
    BartFields.require(fields, "add_final_layer_norm", true);
    BartFields.require(fields, "static_position_embeddings", false);
    return BartFields.plan(
        BartFields.read(fields, stored)
            .norm(new NormConfig(NormConfig.Kind.LAYER, 1e-5f, true, true, true))
            .build(),
        BartFields.names(fields, stored));
  }

  @Override
  public Map<String, String> generationDefaults(ConfigFields config) {
    return BartFields.forcedTokens(config, 2);
  }
}
