package org.precis.model.bigbird;

import java.util.List;
import java.util.function.Predicate;
import org.precis.model.bart.BartFields;
import org.precis.model.bart.BartNames;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.transformer.AttentionConfig;
import org.precis.model.transformer.EncoderReach;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;

/**
 * BigBird-Pegasus (Zaheer et al. 2020): a Pegasus whose encoder attends to blocks, with learned
 * positions from row 0 and attention without biases.
 */
public final class BigBirdPegasusFamily implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("bigbird_pegasus");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    BigBirdPegasusNames names =
        new BigBirdPegasusNames(new BartNames(BartFields.prefix("model.", stored), false));
    return BartFields.plan(
        BartFields.read(fields, stored)
            .positions(new PositionConfig.Learned(0))
            .norm(new NormConfig(NormConfig.Kind.LAYER, 1e-5f, true, false, true))
            .attention(new AttentionConfig(true, fields.flag("use_bias", false)))
            .encoderReach(reach(fields))
            .build(),
        names,
        names.bart());
  }

  private static EncoderReach reach(ConfigFields fields) {
    String type = fields.findText("attention_type").orElse("block_sparse");
    return switch (type) {
      case "block_sparse" ->
          new EncoderReach.BlockSparse(
              fields.integer("block_size"), fields.integer("num_random_blocks"));
      case "original_full" -> new EncoderReach.Full();
      default ->
          throw new IllegalArgumentException(
              "'attention_type' is '%s'; known are block_sparse, original_full"
                  .formatted(ConfigFields.shortened(type)));
    };
  }
}
