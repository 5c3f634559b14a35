package org.precis.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnbalancedTransportTest {
  private static final double[][] COST = {
    {.20, .90, .60, .50}, {.80, .30, .55, .50}, {.90, .85, .65, .95}
  };
  private static final double[] COUNTS = {1.5, 1.0, .25};

  @Test
  void columnsSumToOneEvenBeforeItConverges() {
    TransportProblem problem = TransportProblem.semiUnbalanced(COST, COUNTS, .03, .006);
    TransportPlan plan = new UnbalancedTransport(1e-12, 1).solve(problem);
    assertFalse(plan.converged());
    assertEquals(1, plan.iterations());
    assertTrue(plan.residual() > 1e-12, "residual " + plan.residual());
    assertArrayEquals(new double[] {1, 1, 1, 1}, Sums.ofColumns(plan.plan()), 1e-14);
  }

  @Test
  void aLargeTauForcesTheCounts() {
    TransportProblem problem = TransportProblem.semiUnbalanced(COST, COUNTS, 5, .05);
    TransportPlan plan = UnbalancedTransport.exact().solve(problem);
    assertArrayEquals(new int[] {0, 1, 0, 0}, plan.argmaxRows());
    assertArrayEquals(new double[] {2.17, 1.47, .36}, plan.rowSums(), .005);
  }

  /** With equal costs P_i is φ_i^λ / Σ φ_k^λ, λ = τ/(τ+ε). */
  @Test
  void equalCostsFollowTheCounts() {
    TransportProblem problem =
        TransportProblem.semiUnbalanced(new double[][] {{.4}, {.4}}, new double[] {1, 4}, .3, .05);
    double share = Math.pow(4, .3 / .35);
    TransportPlan plan = UnbalancedTransport.exact().solve(problem);
    assertEquals(share / (1 + share), plan.plan()[1][0], 1e-10);
  }

  @Test
  void aSectionWithoutCountGetsNothing() {
    double[] counts = {1.5, 0, .25};
    TransportProblem problem = TransportProblem.semiUnbalanced(COST, counts, .03, .3);
    TransportPlan plan = UnbalancedTransport.exact().solve(problem);
    assertArrayEquals(new double[4], plan.plan()[1]);
    assertEquals(Double.NEGATIVE_INFINITY, plan.u()[1]);
  }

  @Test
  void noPlanIsWorthLessThanItsDual() {
    TransportProblem problem = TransportProblem.semiUnbalanced(COST, COUNTS, .3, .05);
    TransportPlan early = new UnbalancedTransport(1e-12, 2).solve(problem);
    TransportPlan late = UnbalancedTransport.exact().solve(problem);
    assertTrue(
        problem.primal(early.plan()) > problem.primal(late.plan()), "the solution is the best");
    assertTrue(
        problem.dual(early.u(), early.v()) < problem.dual(late.u(), late.v()),
        "the dual rises to it");
  }

  @Test
  void badProblemsAreRefusedWithTheRule() {
    assertMessage(
        "row 1 of the cost has 3 columns, their masses are 4",
        () ->
            TransportProblem.semiUnbalanced(
                new double[][] {{1, 1, 1, 1}, {1, 1, 1}}, new double[] {1, 1}, 1, 1));
    assertMessage(
        "the cost has 3 rows, their masses are 2",
        () -> TransportProblem.semiUnbalanced(COST, new double[] {1, 1}, 1, 1));
    assertMessage(
        "masses must be finite and not negative, got [1.0, NaN, 1.0]",
        () -> TransportProblem.semiUnbalanced(COST, new double[] {1, Double.NaN, 1}, 1, 1));
    assertMessage(
        "no mass: all 3 masses are 0",
        () -> TransportProblem.semiUnbalanced(COST, new double[3], 1, 1));
    assertMessage(
        "epsilon must be more than 0, got 0.0",
        () -> TransportProblem.semiUnbalanced(COST, COUNTS, 1, 0));
    assertMessage(
        "hard masses on both sides must be equal, got 2.75 and 4.0; make one side soft",
        () ->
            new TransportProblem(COST, new Marginal(COUNTS, Marginal.HARD), Marginal.ones(4), .1));
  }

  private static void assertMessage(String message, Runnable problem) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, problem::run);
    assertEquals(message, error.getMessage());
  }
}
