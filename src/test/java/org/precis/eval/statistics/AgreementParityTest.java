package org.precis.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.Reference;
import org.precis.eval.statistics.KrippendorffAlpha.Level;

class AgreementParityTest {
  private static final double TOLERANCE = 1e-12;
  private static final JsonNode FILE = Reference.file("/parity/eval/agreement.json");

  @TestFactory
  Stream<DynamicTest> alphaIsThatOfTheReference() {
    return Reference.items(FILE.path("krippendorff"))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.path("name").asText(),
                    () -> {
                      double[][] ratings =
                          Reference.items(example.path("ratings"))
                              .map(AgreementParityTest::row)
                              .toArray(double[][]::new);
                      for (Level level : Level.values()) {
                        String name = level.name().toLowerCase(Locale.ROOT);
                        assertEquals(
                            example.path(name).asDouble(),
                            KrippendorffAlpha.of(ratings, level).orElseThrow(),
                            TOLERANCE,
                            name);
                      }
                    }));
  }

  private static double[] row(JsonNode ratings) {
    return Reference.items(ratings)
        .mapToDouble(rating -> rating.isNull() ? Double.NaN : rating.asDouble())
        .toArray();
  }

  @Test
  void kappaIsThatOfTheReference() {
    for (JsonNode example : Reference.items(FILE.path("fleiss")).toList()) {
      int[][] counts =
          Reference.items(example.path("counts")).map(Reference::ints).toArray(int[][]::new);
      assertEquals(
          example.path("kappa").asDouble(), FleissKappa.of(counts).orElseThrow(), TOLERANCE);
    }
  }

  @Test
  void oneValueThroughoutIsNoAgreementToMeasure() {
    double[] same = new double[5];
    Arrays.fill(same, 3);
    assertEquals(
        OptionalDouble.empty(), KrippendorffAlpha.of(new double[][] {same, same}, Level.INTERVAL));
    assertEquals(OptionalDouble.empty(), FleissKappa.of(new int[][] {{3, 0}, {3, 0}}));
  }

  @Test
  void unequalRatersAreRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> FleissKappa.of(new int[][] {{1, 1}, {1, 2}}));
    assertEquals("every subject has 2 raters and 2 categories, got [1, 2]", error.getMessage());
  }
}
