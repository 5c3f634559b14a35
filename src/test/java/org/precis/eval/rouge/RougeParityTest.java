package org.precis.eval.rouge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.PrecisionRecall;
import org.precis.eval.Reference;

/** Google's {@code rouge_score}: tokens, stems and scores. */
class RougeParityTest {
  private static final double TOLERANCE = 1e-12;
  private static final JsonNode FILE = Reference.file("/parity/eval/rouge.json");

  @TestFactory
  Stream<DynamicTest> stemsAreThoseOfTheReference() {
    GoogleTokenizer tokenizer = new GoogleTokenizer(true);
    return Reference.items(FILE.path("stems"))
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair.path(0).asText(),
                    () ->
                        assertEquals(
                            pair.path(1).asText(),
                            String.join("+", tokenizer.tokens(pair.path(0).asText())))));
  }

  @TestFactory
  Stream<DynamicTest> scoresAreThoseOfTheReference() {
    return Reference.items(FILE.path("cases"))
        .flatMap(
            example ->
                Stream.of(false, true)
                    .map(
                        stem ->
                            DynamicTest.dynamicTest(
                                example.path("id") + (stem ? " stemmed" : " plain"),
                                () -> check(example, stem))));
  }

  private static void check(JsonNode example, boolean stem) {
    Rouge rouge = Rouge.google(stem);
    String target = example.path("target").asText();
    String prediction = example.path("prediction").asText();
    JsonNode expected = example.path(stem ? "stemmed" : "plain");
    assertEquals(Reference.strings(expected.path("target_tokens")), rouge.tokens(target));
    assertEquals(Reference.strings(expected.path("prediction_tokens")), rouge.tokens(prediction));
    check(expected, rouge.score(target, prediction));
  }

  @TestFactory
  Stream<DynamicTest> theBestReferenceCounts() {
    Rouge rouge = Rouge.google(false);
    return Reference.items(FILE.path("multi_reference").path("cases"))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.path("prediction").asText(),
                    () ->
                        check(
                            example,
                            rouge.score(
                                Reference.strings(example.path("targets")),
                                example.path("prediction").asText()))));
  }

  static void check(JsonNode expected, RougeScores scores) {
    check(expected, "rouge1", scores.rouge1());
    check(expected, "rouge2", scores.rouge2());
    check(expected, "rougeL", scores.rougeL());
    check(expected, "rougeLsum", scores.rougeLsum());
  }

  private static void check(JsonNode expected, String type, PrecisionRecall score) {
    assertArrayEquals(
        Reference.doubles(expected.path(type)),
        new double[] {score.precision(), score.recall(), score.f()},
        TOLERANCE,
        type);
  }
}
