package org.precis.model.m2m100;

import java.util.List;
import java.util.function.Predicate;
import org.precis.model.bart.BartFields;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.transformer.EmbeddingConfig;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;

/**
 * M2M100 (Fan et al. 2021) and NLLB: normalises before each sub-layer and after the last; fairseq's
 * sinusoidal positions, which start after the padding token's id and leave padding out.
 */
public final class M2M100Family implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("m2m_100");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    int offset = fields.integer("pad_token_id") + 1;
    return BartFields.plan(
        BartFields.read(fields, stored)
            .embedding(new EmbeddingConfig(false, fields.flag("scale_embedding", true), true))
            .norm(new NormConfig(NormConfig.Kind.LAYER, 1e-5f, true, false, true))
            .positions(new PositionConfig.Sinusoidal(true, offset, true))
            .build(),
        BartFields.names(fields, stored));
  }
}
