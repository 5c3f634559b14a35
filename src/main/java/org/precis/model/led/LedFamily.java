package org.precis.model.led;

import java.util.List;
import java.util.function.Predicate;
import org.precis.model.bart.BartFields;
import org.precis.model.bart.BartNames;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.model.transformer.EncoderReach;
import org.precis.model.transformer.PositionConfig;

/**
 * LED (Beltagy et al. 2020): a BART whose encoder attends to windows and to the first token, with
 * positions from row 0. Hugging Face leaves the choice of global tokens to the caller; its authors
 * take the first one for summaries, and so does this.
 */
public final class LedFamily implements NetworkFamily {
  private static final String WINDOW = "attention_window";

  @Override
  public List<String> modelTypes() {
    return List.of("led");
  }

  @Override
  public NetworkPlan plan(ConfigFields fields, Predicate<String> stored) {
    LedNames names = new LedNames(new BartNames(BartFields.prefix("led.", stored), false));
    return BartFields.plan(
        BartFields.read(fields, stored)
            .positions(new PositionConfig.Learned(0))
            .encoderReach(new EncoderReach.Window(radii(fields)))
            .build(),
        names,
        names.bart());
  }

  /** Half of each layer's window. */
  private static List<Integer> radii(ConfigFields fields) {
    return fields.integers(WINDOW, fields.integer("encoder_layers")).stream()
        .map(
            window -> {
              if (window < 2 || window % 2 != 0) {
                throw new IllegalArgumentException(
                    "'%s' must hold even numbers from 2 on; one is %d".formatted(WINDOW, window));
              }
              return window / 2;
            })
        .toList();
  }
}
