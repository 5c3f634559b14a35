package org.precis.model.program;

import ai.djl.Device;
import org.precis.model.family.Precision;
import org.precis.model.family.Processor;

/**
 * How a weight is packed and multiplied, as text for the program. All kinds compute on PyTorch's
 * one pool of threads, and threads may multiply with the same packed weight at once.
 *
 * @param weightType type of a packed weight
 * @param pack statements that make {@code p} of the weight {@code w}, (out, in), and the bias
 *     {@code b}; indented by four
 * @param multiply statements that make {@code y}, the product of {@code x}, (N, in), and the packed
 *     weight {@code w}; indented by four
 */
record LinearKind(String weightType, String pack, String multiply) {
  private static final String FBGEMM = "__torch__.torch.classes.quantized.LinearPackedParamsBase";
  private static final String DENSE = "Tuple[Tensor, Optional[Tensor]]";

  /**
   * Elements from which on oneDNN multiplies faster than MKL. What it gains by streaming a blocked
   * weight through the processor once is then more than the 15 µs that its calls cost besides.
   */
  private static final int MANY_ELEMENTS = 1 << 22;

  /** The fastest kind of a precision for all rows of a source at once. */
  static LinearKind ofSources(Precision precision, Device device) {
    return withTiles(precision, device) ? bytesInTiles() : ofSteps(precision, device);
  }

  /**
   * PyTorch's number of the type in which attention reads queries, keys and values of the source:
   * bfloat16 where products of bytes change more than it does, else fp32.
   */
  static int attentionType(Precision precision, Device device) {
    return withTiles(precision, device) ? 15 : 6;
  }

  private static boolean withTiles(Precision precision, Device device) {
    return precision == Precision.INT8
        && device.equals(Device.cpu())
        && Processor.here().hasTileProducts();
  }

  /** The fastest kind of a precision for a step of decoding, which multiplies few rows. */
  static LinearKind ofSteps(Precision precision, Device device) {
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
      default -> Processor.here().packsWeights() ? singlePacked() : dense();
    };
  }

  /** fp32: large weights in oneDNN's blocked layout, the others transposed. */
  private static LinearKind singlePacked() {
    return new LinearKind(
        DENSE,
        """
        if w.numel() < %d:
              p = (torch.t(w).contiguous(), b)
            else:
              p = (ops.mkldnn._reorder_linear_weight(w, None), b)"""
            .formatted(MANY_ELEMENTS),
        """
        m, b = w
            if m.is_mkldnn:
              y = ops.mkldnn._linear_pointwise(x, m, b, "none", annotate(List[Optional[number]], []), None)
            elif b is None:
              y = torch.mm(x, m)
            else:
              y = torch.addmm(b, x, m)""");
  }

  private static LinearKind halfPacked() {
    return new LinearKind(
        FBGEMM,
        "p = ops.quantized.linear_prepack_fp16(w, b)",
        "y = ops.quantized.linear_dynamic_fp16(x, w)");
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
        "y = ops.quantized.linear_dynamic(x, w, %s)".formatted(fullRange ? "False" : "True"));
  }

  /**
   * int8 as {@link #bytePacked}, but oneDNN's, with inputs in signed bytes. Inputs that are not
   * finite give what is not a number, which bytes could not.
   */
  static LinearKind bytesInTiles() {
    return new LinearKind(
        "Tuple[Tensor, Tensor, Tensor, Optional[Tensor]]",
        """
        scale = torch.div(torch.clamp_min(torch.amax(torch.abs(w), [1]), 1e-8), 127.)
            q = torch.to(torch.round(torch.div(w, torch.unsqueeze(scale, 1))), 1)
            p = (ops.onednn.qlinear_prepack(q, None), scale, torch.zeros_like(scale, dtype=3), b)""",
        """
        m, scale, zero, b = w
            least, most = torch.aminmax(x)
            span = torch.sub(most, least)
            if float(span) < 3e38:
              low = min(float(least), 0.)
              unit = max(max(float(most), 0.) - low, 1e-30) / 253.
              shift = -127 - int(round(low / unit))
              q = torch.to(torch.round_(torch.add(torch.scalar_tensor(shift), x, alpha=1. / unit)), 1)
              y = ops.onednn.qlinear_pointwise(q, unit, shift, m, scale, zero, b, 1., 0, 6, "none", annotate(List[Optional[number]], []), "")
            else:
              y = torch.repeat(torch.sub(span, span), [x.size(0), scale.size(0)])""");
  }

  private static LinearKind dense() {
    return new LinearKind(DENSE, "p = (w, b)", "y = torch.linear(x, (w)[0], (w)[1])");
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
        "y = torch.to(torch.linear(torch.to(x, %d), (w)[0], (w)[1]), 6)".formatted(type));
  }
}
