package org.precis.train.optim;

/**
 * What a loss is multiplied by before it is differentiated, so that gradients in half precision do
 * not vanish (Micikevicius et al. 2018, section 3.2), with PyTorch's defaults: it starts at 2¹⁶; a
 * step whose gradients overflow is left out and halves it, 2,000 steps in a row without one double
 * it.
 *
 * @param value a power of two
 * @param steps since it changed last
 * @param leftOut steps that were left out since training began
 */
public record LossScale(double value, long steps, long leftOut) {
  /** Of the first step. */
  public static final LossScale START = new LossScale(1 << 16, 0, 0);

  private static final long PATIENCE = 2_000;

  /** After a step whose gradients were numbers. */
  public LossScale afterNumbers() {
    return steps + 1 < PATIENCE
        ? new LossScale(value, steps + 1, leftOut)
        : new LossScale(2 * value, 0, leftOut);
  }

  /** After a step that was left out. */
  public LossScale afterOverflow() {
    return new LossScale(value / 2, 0, leftOut + 1);
  }
}
