package org.precis.eval.rouge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.precis.eval.Reference;

/** The multilingual ROUGE of XL-Sum, in the languages where it uses no segmenter of its own. */
class MultilingualRougeParityTest {
  @TestFactory
  Stream<DynamicTest> scoresAreThoseOfTheReference() {
    return Reference.items(Reference.file("/parity/eval/multilingual.json").path("cases"))
        .flatMap(
            example ->
                Stream.of("plain", "stemmed")
                    .filter(example::has)
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                example.path("language").asText() + " " + kind,
                                () -> check(example, kind))));
  }

  private static void check(JsonNode example, String kind) {
    Rouge rouge = Rouge.multilingual(example.path("language").asText(), kind.equals("stemmed"));
    String target = example.path("target").asText();
    JsonNode expected = example.path(kind);
    assertEquals(Reference.strings(expected.path("target_tokens")), rouge.tokens(target));
    RougeParityTest.check(expected, rouge.score(target, example.path("prediction").asText()));
  }
}
