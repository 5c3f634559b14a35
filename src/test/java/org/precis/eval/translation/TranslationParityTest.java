package org.precis.eval.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.Reference;

/** sacreBLEU's figures, by segment and for the corpus. */
class TranslationParityTest {
  private static final double TOLERANCE = 1e-9;
  private static final JsonNode FILE = Reference.file("/parity/eval/translation.json");
  private static final List<JsonNode> SEGMENTS = Reference.items(FILE.path("segments")).toList();

  @TestFactory
  Stream<DynamicTest> bleuIsThatOfTheReference() {
    return Reference.items(FILE.path("bleu"))
        .map(
            run ->
                DynamicTest.dynamicTest(
                    run.path("tokenizer").asText() + " " + run.path("smoothing").asText(),
                    () -> checkBleu(run)));
  }

  private static void checkBleu(JsonNode run) {
    BleuTokenizer tokenizer =
        switch (run.path("tokenizer").asText()) {
          case "13a" -> BleuTokenizer.V13A;
          case "intl" -> BleuTokenizer.INTL;
          case "zh" -> BleuTokenizer.ZH;
          default -> BleuTokenizer.CHAR;
        };
    Smoothing smoothing =
        switch (run.path("smoothing").asText()) {
          case "none" -> Smoothing.NONE;
          case "floor" -> Smoothing.FLOOR;
          case "add-k" -> Smoothing.ADD_ONE;
          default -> Smoothing.EXPONENTIAL;
        };
    Bleu bleu = new Bleu(tokenizer, smoothing);
    BleuStatistics sum = BleuStatistics.EMPTY;
    for (int i = 0; i < SEGMENTS.size(); i++) {
      List<String> references = references(i);
      String hypothesis = SEGMENTS.get(i).path("hypothesis").asText();
      if (run.has("tokens")) {
        assertEquals(
            BleuTokenizer.words(run.path("tokens").path(i).asText()), tokenizer.tokens(hypothesis));
      }
      double sentence = bleu.sentence(references, hypothesis);
      assertEquals(run.path("sentences").path(i).asDouble(), sentence, TOLERANCE, hypothesis);
      sum = SegmentSums.of(sum, bleu.statistics(references, hypothesis));
    }
    assertEquals(run.path("corpus").asDouble(), bleu.corpus(sum), TOLERANCE);
  }

  @TestFactory
  Stream<DynamicTest> chrfIsThatOfTheReference() {
    return Reference.items(FILE.path("chrf"))
        .map(
            run ->
                DynamicTest.dynamicTest(
                    "word order " + run.path("word_order"), () -> checkChrf(run)));
  }

  private static void checkChrf(JsonNode run) {
    Chrf chrf = run.path("word_order").asInt() == 0 ? Chrf.characters() : Chrf.plusPlus();
    ChrfStatistics sum = chrf.empty();
    for (int i = 0; i < SEGMENTS.size(); i++) {
      String hypothesis = SEGMENTS.get(i).path("hypothesis").asText();
      ChrfStatistics segment = chrf.statistics(references(i), hypothesis);
      double expected = run.path("sentences").path(i).asDouble();
      assertEquals(expected, chrf.score(segment), TOLERANCE, hypothesis);
      sum = SegmentSums.of(sum, segment);
    }
    assertEquals(run.path("corpus").asDouble(), chrf.score(sum), TOLERANCE);
  }

  private static List<String> references(int segment) {
    return Reference.strings(SEGMENTS.get(segment).path("references"));
  }

  @Test
  void figuresOfTheSharedPairsHold() {
    JsonNode shared = Reference.file("/parity/eval/sacrebleu.json");
    Bleu bleu = new Bleu(BleuTokenizer.V13A, Smoothing.EXPONENTIAL);
    BleuStatistics sum = BleuStatistics.EMPTY;
    for (JsonNode pair : Reference.items(shared.path("cases")).toList()) {
      List<String> reference = List.of(pair.path("reference").asText());
      String hypothesis = pair.path("hypothesis").asText();
      assertEquals(pair.path("bleu").asDouble(), bleu.sentence(reference, hypothesis), TOLERANCE);
      sum = SegmentSums.of(sum, bleu.statistics(reference, hypothesis));
    }
    assertEquals(
        shared.path("corpus").path("bleu").path("score").asDouble(), bleu.corpus(sum), TOLERANCE);
  }
}
