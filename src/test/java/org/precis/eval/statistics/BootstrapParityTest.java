package org.precis.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.eval.Reference;

/** Intervals and p-values from given draws. */
class BootstrapParityTest {
  private static final double TOLERANCE = 1e-12;
  private static final JsonNode FILE = Reference.file("/parity/eval/bootstrap.json");

  private static Resampler given(JsonNode indices) {
    Iterator<JsonNode> draws = indices.iterator();
    return () -> Reference.ints(draws.next());
  }

  @Test
  void intervalsAreThoseOfTheReference() {
    JsonNode single = FILE.path("single");
    double[][] scores = Reference.matrix(single.path("scores"));
    for (int column = 0; column < 3; column++) {
      int c = column;
      double[] values = Arrays.stream(scores).mapToDouble(row -> row[c]).toArray();
      JsonNode indices = single.path("indices");
      Interval found = Bootstrap.interval(values, given(indices), indices.size());
      double[] expected = {
        single.path("low").path(c).asDouble(),
        single.path("mid").path(c).asDouble(),
        single.path("high").path(c).asDouble()
      };
      double[] actual = {found.low(), found.mid(), found.high()};
      assertArrayEquals(expected, actual, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paired", "stratified"})
  void pairedTestsAreThoseOfTheReference(String kind) {
    JsonNode expected = FILE.path(kind);
    JsonNode indices = expected.path("indices");
    PairedTest found =
        Bootstrap.compare(
            Reference.doubles(FILE.path("a")),
            Reference.doubles(FILE.path("b")),
            given(indices),
            indices.size());
    assertEquals(expected.path("not_better").asInt(), found.notBetter());
    assertEquals(expected.path("p_plus_one").asDouble(), found.p(), TOLERANCE);
    assertEquals(expected.path("p_fraction").asDouble(), found.share(), TOLERANCE);
    double[] interval = {found.interval().low(), found.interval().mid(), found.interval().high()};
    assertArrayEquals(Reference.doubles(expected.path("ci")), interval, TOLERANCE);
  }
}
