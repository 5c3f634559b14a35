package org.precis.model.family;

import ai.djl.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a served model keeps the weights of its matrix products. Everything else is computed in fp32.
 */
public enum Precision {
  /** {@link #FP16} on a CPU that can pack weights, else {@link #FP32}. */
  AUTO,
  /** 4 bytes a weight, exact. */
  FP32,
  /** 2 bytes a weight, rounded to half precision: logits change by about a thousandth. */
  FP16,
  /** 2 bytes a weight with the range of fp32 and 8 bits of precision; GPU only. */
  BF16,
  /**
   * 1 byte a weight, with a scale for each output; inputs are rounded to 8 bits as well, with one
   * scale for all rows; on a processor that multiplies tiles, attention reads sources in bfloat16.
   * CPU only. The fastest and smallest; check a model's summaries before use.
   */
  INT8;

  /**
   * The precision of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those known
   */
  public static Precision of(String name) {
    return Arrays.stream(values())
        .filter(precision -> precision.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "precision '%s' is unknown; known are %s"
                        .formatted(name, Arrays.stream(values()).map(Precision::label).toList())));
  }

  /** Its name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What it means on a device; never {@link #AUTO}.
   *
   * @throws IllegalArgumentException if the device cannot do it
   */
  public Precision on(Device device) {
    return device.equals(Device.cpu()) ? on(Processor.here()) : onGpu();
  }

  /** What it means on a processor. */
  Precision on(Processor processor) {
    boolean packed = processor.packsWeights();
    return this == AUTO
        ? packed ? FP16 : FP32
        : among(packed ? List.of(FP32, FP16, INT8) : List.of(FP32), "this CPU");
  }

  private Precision onGpu() {
    return this == AUTO ? FP32 : among(List.of(FP32, FP16, BF16), "a GPU");
  }

  private Precision among(List<Precision> possible, String where) {
    if (!possible.contains(this)) {
      throw new IllegalArgumentException(
          "precision %s does not run on %s; possible are %s"
              .formatted(label(), where, possible.stream().map(Precision::label).toList()));
    }
    return this;
  }
}
