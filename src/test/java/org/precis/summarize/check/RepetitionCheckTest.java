package org.precis.summarize.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.summarize.BundledNews;

class RepetitionCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The city council said the city council met, and the city council agreed.",
        "The price of oil rose by the end of the price of oil rose by the end of June.",
        "The new bridge, the new bridge is open.",
        "He said that that that it was over.",
        "New York New York New York is large.",
        "ha ha ha ha ha",
        "市议会批准了新的电车线路市议会批准了新的电车线路。",
        "ฝนตกหนักในภาคใต้ฝนตกหนักในภาคใต้",
      })
  void loopsAreFound(String text) {
    assertTrue(RepetitionCheck.hasLoop(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The city council said that it had had enough of that that evening.",
        "New York New York is a song. The city council met. The city council agreed.",
        "市议会批准了新的电车线路。这条线路将于三年后开通，市议会说。",
        "The score was 3 3 at half time and 34 34 at the end.",
      })
  void ordinaryTextHasNone(String text) {
    assertFalse(RepetitionCheck.hasLoop(text), text);
  }

  @Test
  void noReferenceTextHasALoop() {
    for (BundledNews news : BundledNews.all()) {
      assertFalse(RepetitionCheck.hasLoop(news.summary()), news.summary());
    }
    int reports = 0;
    for (String name :
        List.of(
            "cold-chain-audit",
            "harbour-flood-review",
            "night-trains-evaluation",
            "soil-salinity-study")) {
      JsonNode summary =
          BundledNews.json(BundledNews.resource("/demo/reports/" + name + ".summary.json"));
      StringBuilder text = new StringBuilder();
      summary
          .get("summary")
          .forEach(p -> p.get("sentences").forEach(s -> text.append(s.asText()).append(' ')));
      assertFalse(RepetitionCheck.hasLoop(text.toString()), text.toString());
      reports++;
    }
    assertEquals(4, reports);
  }
}
