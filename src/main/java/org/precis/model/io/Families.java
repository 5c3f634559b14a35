package org.precis.model.io;

import java.util.List;
import org.precis.model.bart.BartFamily;
import org.precis.model.bart.MBartFamily;
import org.precis.model.bigbird.BigBirdPegasusFamily;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.led.LedFamily;
import org.precis.model.longt5.LongT5Family;
import org.precis.model.m2m100.M2M100Family;
import org.precis.model.marian.MarianFamily;
import org.precis.model.pegasus.PegasusFamily;
import org.precis.model.pgnet.PointerFamily;
import org.precis.model.t5.T5Family;

/** The families that can be loaded. */
final class Families {
  private static final List<NetworkFamily> ALL =
      List.of(
          new BartFamily(),
          new BigBirdPegasusFamily(),
          new LedFamily(),
          new LongT5Family(),
          new M2M100Family(),
          new MarianFamily(),
          new MBartFamily(),
          new PegasusFamily(),
          new PointerFamily(),
          new T5Family());

  private Families() {}

  /**
   * The family of a {@code model_type}.
   *
   * @throws IllegalArgumentException if none knows it; the message lists those known
   */
  static NetworkFamily of(String modelType) {
    return ALL.stream()
        .filter(family -> family.modelTypes().contains(modelType))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model_type '%s' is unknown; known are %s"
                        .formatted(ConfigFields.shortened(modelType), modelTypes())));
  }

  /** Values of {@code model_type} that some family knows, sorted. */
  static List<String> modelTypes() {
    return ALL.stream().flatMap(family -> family.modelTypes().stream()).sorted().toList();
  }
}
