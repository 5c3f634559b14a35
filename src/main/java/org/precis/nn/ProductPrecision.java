package org.precis.nn;

import org.precis.nn.script.ScriptFunction;

/**
 * What the factors of products are rounded to in training, as PyTorch's autocast has it. Weights,
 * results and gradients stay fp32.
 */
public enum ProductPrecision {
  /** Not rounded. */
  FP32(6),
  /**
   * bfloat16: 8 bits of precision, the range of fp32. Processors with bfloat16 instructions are
   * four to five times as fast with it; others are slower.
   */
  BF16(15),
  /** IEEE half precision: 11 bits, no number above 65,504, none below 6e-8. */
  FP16(5);

  private final int code;

  ProductPrecision(int code) {
    this.code = code;
  }

  /** Products of such factors; those of the backward pass are rounded likewise. */
  public MatrixProduct product() {
    if (this == FP32) {
      return MatrixProduct.EXACT;
    }
    return ScriptFunction.of(
            """
            def forward(self, x: Tensor, weight: Tensor) -> Tensor:
              return torch.to(torch.linear(torch.to(x, %d), torch.to(weight, %d)), %d)
            """
                .formatted(code, code, FP32.code))
        ::apply;
  }

  /** PyTorch's number of the type. */
  public int code() {
    return code;
  }

  /** True if a factor takes two bytes. */
  public boolean isHalf() {
    return this != FP32;
  }
}
