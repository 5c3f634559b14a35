package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {
  private static final EngineConfig MODEL = EngineConfig.parse("m", Map.of("model", "models/x"));

  private static String refusal(Map<String, String> values) {
    return assertThrows(IllegalArgumentException.class, () -> EngineConfig.parse("e", values))
        .getMessage();
  }

  @Test
  void withoutAModelAnEngineIsExtractive() {
    EngineConfig config = EngineConfig.parse("e", Map.of());
    assertFalse(config.hasModel());
    assertEquals(3, config.defaults().sentences());
    assertEquals(Fallback.EXTRACTIVE, config.defaults().fallback());
  }

  @Test
  void equalSettingsAreEqualConfigurations() {
    Map<String, String> values = Map.of("model", "m", "lengthPenalty", "0.6", "prefix", "go: ");
    assertEquals(EngineConfig.parse("e", values), EngineConfig.parse("e", values));
    assertEquals(MODEL, EngineConfig.parse("m", Map.of("model", "models/x", "type", "model")));
  }

  @Test
  void aPrefixKeepsItsTrailingSpace() {
    assertEquals("summarize: ", EngineConfig.parse("e", Map.of("prefix", "summarize: ")).prefix());
  }

  @Test
  void anUnknownSettingIsRefusedWithTheNearestKnownOne() {
    String message = refusal(Map.of("maxSourceToken", "5"));
    assertTrue(message.contains("did you mean 'maxSourceTokens'?"), message);
    assertTrue(message.contains("workers"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "queue,0,'queue' must be a whole number from 1",
    "queue,many,got 'many'",
    "checks,maybe,'checks' must be true or false",
    "type,neural,'type' must be one of extractive or model",
    "beams,9,'beams' must be a whole number from 1 to 8",
    "lengthPenalty,NaN,'lengthPenalty' must be a number from -10.0 to 10.0"
  })
  void aBadValueIsRefusedWithTheRule(String key, String value, String rule) {
    String message =
        refusal(Map.of(key, value)).replace("extractive, model", "extractive or model");
    assertTrue(message.contains(rule), message);
  }

  @Test
  void aModelEngineNeedsADirectory() {
    assertTrue(refusal(Map.of("type", "model")).contains("needs 'model'"));
  }

  @Test
  void aRequestOverridesTheDefaultsWithinTheCaps() {
    EngineConfig config =
        EngineConfig.parse("e", Map.of("beams", "2", "beamsCap", "4", "maxLengthCap", "100"));
    assertEquals(2, SummaryOptions.parse(Map.of(), config).beams());
    assertEquals(4, SummaryOptions.parse(Map.of("beams", "4"), config).beams());
    for (Map<String, String> beyond :
        List.of(
            Map.of("beams", "5"),
            Map.of("maxLength", "101"),
            Map.of("sentences", "21"),
            Map.of("minLength", "50", "maxLength", "40"),
            Map.of("mode", "poem"),
            Map.of("colour", "red"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SummaryOptions.parse(beyond, config),
          beyond.toString());
    }
  }

  @Test
  void whatNobodySaysIsLeftToTheModel() {
    SummaryOptions options = SummaryOptions.parse(Map.of(), MODEL);
    assertEquals(SummaryOptions.MODEL_DEFAULT, options.beams());
    assertEquals(SummaryOptions.MODEL_DEFAULT, options.maxLength());
    assertTrue(Float.isNaN(options.lengthPenalty()));
  }
}
