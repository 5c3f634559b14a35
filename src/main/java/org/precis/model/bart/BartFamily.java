package org.precis.model.bart;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;

/** BART (Lewis et al. 2020): normalises after each sub-layer, learned positions from row 2. */
public final class BartFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("bart");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    BartFields.require(fields, "normalize_before", false);
    BartFields.require(fields, "normalize_embedding", true);
    BartFields.require(fields, "add_final_layer_norm", false);
    BartFields.require(fields, "static_position_embeddings", false);
    return BartFields.plan(
        BartFields.read(fields, stored).build(), BartFields.names(fields, stored));
  }

  @Override
  public Map<String, String> generationDefaults(ConfigFields config) {
    return BartFields.forcedTokens(config, 2);
  }
}
