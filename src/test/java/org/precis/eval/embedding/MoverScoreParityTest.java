package org.precis.eval.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.Reference;
import org.precis.eval.embedding.MoverScore.Settings.Version;

/** Exact distances of POT, and LaSE's arithmetic. */
class MoverScoreParityTest {
  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> scoresAreThoseOfTheReference() {
    return Reference.items(Reference.file("/parity/eval/moverscore.json").path("cases"))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.path("ref").size() + " tokens", () -> check(example)));
  }

  private static void check(JsonNode example) {
    double[] reference = Reference.doubles(example.path("ref_weight"));
    double[] candidate = Reference.doubles(example.path("hyp_weight"));
    for (Version version : Version.values()) {
      double expected = example.path(version == Version.V1 ? "v1_style" : "v2").asDouble();
      double found =
          MoverScore.score(
              side(example, "ref"), reference, side(example, "hyp"), candidate, version);
      assertEquals(expected, found, TOLERANCE, version.name());
    }
    if (!example.path("emd").isNull()) {
      double[][] distance = Reference.matrix(example.path("distance"));
      assertEquals(
          example.path("emd").asDouble(),
          EarthMover.distance(reference, candidate, distance),
          TOLERANCE);
    }
  }

  private static TokenVectors side(JsonNode example, String side) {
    double[][] vectors = Reference.matrix(example.path(side));
    return new TokenVectors(Collections.nCopies(vectors.length, "token"), vectors, Set.of());
  }

  /** The optimal flow, found by hand, is [[.05, 0, .2], [.45, .3, 0]]. */
  @Test
  void theWorkedExampleHolds() {
    double[][] distance = {{.63245553, 1.41421356, 0}, {.28284271, .63245553, .89442719}};
    double[] from = {.25, .75};
    double[] to = {.5, .3, .2};
    assertEquals(.34863866, EarthMover.distance(from, to, distance), 1e-8);
  }

  @TestFactory
  Stream<DynamicTest> lengthPenaltiesOfLaseAreThoseOfTheReference() {
    return Reference.items(Reference.file("/parity/eval/lase.json").path("cases"))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.path("ref_tokens") + " and " + example.path("pred_tokens"),
                    () ->
                        assertEquals(
                            example.path("lp").asDouble(),
                            Lase.lengthPenalty(
                                example.path("ref_tokens").asInt(),
                                example.path("pred_tokens").asInt()),
                            1e-12)));
  }
}
