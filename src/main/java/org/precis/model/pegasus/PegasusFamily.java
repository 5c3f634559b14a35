package org.precis.model.pegasus;

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
 * Pegasus (Zhang et al. 2020): normalises before each sub-layer and after the last, sinusoidal
 * positions, no norm of the embeddings.
 */
public final class PegasusFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("pegasus");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    BartFields.require(fields, "normalize_before", true);
    BartFields.require(fields, "normalize_embedding", false);
    BartFields.require(fields, "add_final_layer_norm", true);
    BartFields.require(fields, "static_position_embeddings", true);
    return BartFields.plan(
        BartFields.read(fields, stored)
            .norm(new NormConfig(NormConfig.Kind.LAYER, 1e-5f, true, false, true))
            .positions(new PositionConfig.Sinusoidal(false, 0, false))
            .build(),
        BartFields.names(fields, stored));
  }

  @Override
  public Map<String, String> generationDefaults(ConfigFields config) {
    return BartFields.forcedTokens(config, 1);
  }
}
