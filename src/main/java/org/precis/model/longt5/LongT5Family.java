package org.precis.model.longt5;

import java.util.List;
import java.util.function.Predicate;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.serving.TransformerPlan;
import org.precis.model.t5.T5Config;
import org.precis.model.t5.T5Family;
import org.precis.model.t5.T5Names;
import org.precis.model.transformer.EncoderReach;

/**
 * LongT5 (Guo et al. 2022): a T5 whose encoder attends to a band, or to a band and to sums of
 * blocks ("transient global").
 */
public final class LongT5Family implements NetworkFamily {
  @Override
  public List<String> modelTypes() {
    return List.of("longt5");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    T5Config config = T5Family.config(fields, stored);
    int radius = fields.integer("local_radius");
    String type = fields.findText("encoder_attention_type").orElse("local");
    EncoderReach reach =
        switch (type) {
          case "local" -> new EncoderReach.Local(radius);
          case "transient-global" ->
              new EncoderReach.TransientGlobal(radius, fields.integer("global_block_size"));
          default ->
              throw new IllegalArgumentException(
                  "'encoder_attention_type' is '%s'; known are local, transient-global"
                      .formatted(ConfigFields.shortened(type)));
        };
    String attention =
        reach instanceof EncoderReach.Local ? "LocalSelfAttention" : "TransientGlobalSelfAttention";
    return TransformerPlan.of(
        config.transformer().toBuilder().encoderReach(reach).build(),
        new T5Names(config.gated(), attention),
        T5Family.EMBEDDING_COPIES,
        List.of());
  }
}
