package org.precis.eval.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.Reference;

/**
 * bert-score's greedy matching. Padding is cut off before; the one case in which it changes the
 * figure there (all similarities negative) is left out, and is here without padding.
 */
class BertScoreParityTest {
  private static final double TOLERANCE = 1e-10;

  @TestFactory
  Stream<DynamicTest> matchingIsThatOfTheReference() {
    return Reference.items(Reference.file("/parity/eval/bertscore.json").path("cases"))
        .filter(example -> !example.path("name").asText().endsWith("floor-0"))
        .map(
            example ->
                DynamicTest.dynamicTest(example.path("name").asText(), () -> check(example)));
  }

  private static void check(JsonNode example) {
    PrecisionRecall found =
        BertScore.match(
            side(example, "ref"),
            weights(example, "ref"),
            side(example, "cand"),
            weights(example, "cand"));
    assertArrayEquals(Reference.doubles(example.path("prf")), array(found), TOLERANCE);
    JsonNode rescaled = example.path("rescaled");
    assertArrayEquals(
        Reference.doubles(rescaled.path("roberta-large-17")),
        array(Baseline.ROBERTA_LARGE_17.rescale(found)),
        TOLERANCE);
    assertArrayEquals(
        Reference.doubles(rescaled.path("bert-base-uncased-8")),
        array(Baseline.BERT_BASE_UNCASED_8.rescale(found)),
        TOLERANCE);
  }

  private static TokenVectors side(JsonNode example, String side) {
    int length = length(example, side);
    double[][] vectors = Arrays.copyOf(Reference.matrix(example.path(side)), length);
    return new TokenVectors(Collections.nCopies(length, "token"), vectors, Set.of(0, length - 1));
  }

  private static double[] weights(JsonNode example, String side) {
    double[] weights = Reference.doubles(example.path(side + "_idf"));
    return Arrays.copyOf(weights, length(example, side));
  }

  private static int length(JsonNode example, String side) {
    return Arrays.stream(Reference.ints(example.path(side + "_mask"))).sum();
  }

  private static double[] array(PrecisionRecall score) {
    return new double[] {score.precision(), score.recall(), score.f()};
  }
}
