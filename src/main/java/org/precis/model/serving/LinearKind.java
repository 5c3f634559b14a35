package org.precis.model.serving;

import ai.djl.Device;
import org.precis.model.family.Precision;
import org.precis.model.family.Processor;

/**
 * How a weight is packed and multiplied, as text for the program.
 *
 * <p>Measured on 2 cores with AVX-512 (GFLOP/s a core, 512 rows; then µs of 512 × 2048 at 5 rows):
 * {@code torch.linear} 95 and 319, W·xᵀ 80 and 140, XNNPACK 156 to 230 and 93, FBGEMM's fp16 180 to
 * 250 and 40, FBGEMM's int8 680 and 17.
 *
 * @param weightType type of a packed weight
 * @param pack statements that make {@code p} of the weight {@code w}, (out, in), and the bias
 *     {@code b}; indented by four
 * @param multiply the product of {@code x}, (N, in), and the packed weight {@code w}
 * @param reentrant whether threads may multiply with the same packed weight at once
 */
record LinearKind(String weightType, String pack, String multiply, boolean reentrant) {
  private static final String XNNPACK = "__torch__.torch.classes.xnnpack.LinearOpContext";
  private static final String FBGEMM = "__torch__.torch.classes.quantized.LinearPackedParamsBase";
  private static final String DENSE = "Tuple[Tensor, Optional[Tensor]]";

  /** The fastest kind of a precision. */
  static LinearKind of(Precision precision, Device device) {
    if (!device.equals(Device.cpu())) {
      return switch (precision) {
        case FP16 -> dense(5);
        case BF16 -> dense(15);
        default -> dense();
      };
    }
    return switch (precision) {
      case FP16 -> halfPacked();
      case INT8 -> bytePacked(Processor.here().hasByteProducts());
      default -> xnnpack();
    };
  }

  /**
   * fp32 in XNNPACK's layout. The original's memory is let go, which XNNPACK itself would keep. Its
   * operators hold the input that they work on: two threads in one give wrong results, or crash.
   */
  private static LinearKind xnnpack() {
    return new LinearKind(
        XNNPACK,
        """
        p = ops.prepacked.linear_clamp_prepack(w, b, None, None)
            torch.set_(w)""",
        "ops.prepacked.linear_clamp_run(x, w)",
        false);
  }

  private static LinearKind halfPacked() {
    return new LinearKind(
        FBGEMM,
        "p = ops.quantized.linear_prepack_fp16(w, b)",
        "ops.quantized.linear_dynamic_fp16(x, w)",
        true);
  }

  /**
   * int8, symmetric, a scale for each output. Without the processor's instructions for products of
   * bytes, sums of two products overflow 16 bits unless inputs are rounded to 7.
   */
  private static LinearKind bytePacked(boolean fullRange) {
    return new LinearKind(
        FBGEMM,
        """
        scale = torch.div(torch.clamp_min(torch.amax(torch.abs(w), [1]), 1e-8), 127.)
            zero = torch.zeros_like(scale, dtype=4)
            q = torch.quantize_per_channel(w, torch.to(scale, 7), zero, 0, 12)
            p = ops.quantized.linear_prepack(q, b)""",
        "ops.quantized.linear_dynamic(x, w, %s)".formatted(fullRange ? "False" : "True"),
        true);
  }

  private static LinearKind dense() {
    return new LinearKind(DENSE, "p = (w, b)", "torch.linear(x, (w)[0], (w)[1])", true);
  }

  /** Weights of another type, by its number in PyTorch; states stay fp32. */
  private static LinearKind dense(int type) {
    return new LinearKind(
        DENSE,
        """
        if b is not None:
              b = torch.to(b, %1$d)
            p = (torch.to(w, %1$d), b)"""
            .formatted(type),
        "torch.to(torch.linear(torch.to(x, %d), (w)[0], (w)[1]), 6)".formatted(type),
        true);
  }
}
