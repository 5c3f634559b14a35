package org.precis.train.optim;

/** Clipping of all gradients together by their Euclidean norm (Pascanu et al. 2013). */
public final class GradientClip {
  /** As in PyTorch's {@code clip_grad_norm_}. */
  private static final double TINY = 1e-6;

  private GradientClip() {}

  /**
   * What gradients are to be multiplied by.
   *
   * @param norm norm of all gradients
   * @param greatest norm that they may have; 0 for no limit
   */
  public static double scale(double norm, double greatest) {
    return greatest == 0 ? 1 : Math.min(1, greatest / (norm + TINY));
  }
}
