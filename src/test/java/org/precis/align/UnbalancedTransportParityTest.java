package org.precis.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.Reference;

/** Plans of 32 problems, with soft and hard masses on either side. */
class UnbalancedTransportParityTest {
  private static final double PLAN_TOLERANCE = 1e-8;

  @TestFactory
  Stream<DynamicTest> plansAreThoseOfTheReference() {
    return Reference.items(Reference.file("/parity/align/uot.json").path("problems"))
        .map(
            problem ->
                DynamicTest.dynamicTest(problem.path("name").asText(), () -> check(problem)));
  }

  private static void check(JsonNode expected) {
    TransportProblem problem =
        new TransportProblem(
            Reference.matrix(expected.path("C")),
            side(expected, "a", "tau_rows"),
            side(expected, "b", "tau_cols"),
            expected.path("eps").asDouble());
    TransportPlan found = UnbalancedTransport.exact().solve(problem);
    assertTrue(found.converged(), "residual " + found.residual());
    double[][] plan = Reference.matrix(expected.path("plan"));
    for (int i = 0; i < plan.length; i++) {
      assertArrayEquals(plan[i], found.plan()[i], PLAN_TOLERANCE, "row " + i);
    }
    double objective = expected.path("objective").asDouble();
    double relative = 1e-8 * Math.max(1, Math.abs(objective));
    assertEquals(objective, problem.primal(found.plan()), relative);
    assertEquals(objective, problem.dual(found.u(), found.v()), relative);
    assertArrayEquals(Reference.doubles(expected.path("row_sums")), found.rowSums(), 1e-7);
    if (!expected.path("name").asText().contains("tie")) {
      assertArrayEquals(Reference.ints(expected.path("argmax_rows")), found.argmaxRows());
    }
    if (problem.columns().isHard()) {
      assertArrayEquals(problem.columns().mass(), Sums.ofColumns(found.plan()), 1e-13);
    }
  }

  private static Marginal side(JsonNode problem, String mass, String softness) {
    return new Marginal(
        Reference.doubles(problem.path(mass)), Reference.number(problem.path(softness)));
  }
}
