package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.t5.Fixture;

class TargetLanguageTest {
  private static final String FORCED_FIRST = "forced_bos_token_id";

  private static LoadedModel load(String name) {
    return ModelLoader.load(Fixture.path(name), "cpu");
  }

  private static LoadedModel with(LoadedModel loaded, Map<String, String> generation) {
    return new LoadedModel(
        loaded.name(),
        loaded.hash(),
        loaded.device(),
        loaded.model(),
        loaded.tokenizer(),
        generation);
  }

  /** Ids of the reference tokenizers: mBART-50's {@code en_XX}, M2M100's {@code __en__}. */
  @ParameterizedTest
  @CsvSource({"mbart50,en,424", "mbart50,de-AT,423", "m2m100,en,439", "m2m100,de,437"})
  void theTokenizerGivesTheFirstTokenOfALanguage(String name, String language, String token) {
    try (LoadedModel loaded = load(name)) {
      assertFalse(loaded.generation().containsKey(FORCED_FIRST));
      assertEquals(token, loaded.generation(language).get(FORCED_FIRST));
    }
  }

  @Test
  void aNetworkInTrainingIsToldTheSame() {
    LoadOptions options = new LoadOptions(false, 1);
    try (LoadedModel served = load("m2m100");
        LoadedNetwork trained = ModelLoader.loadNetwork(Fixture.path("m2m100"), "cpu", options)) {
      assertEquals(served.generation("de"), trained.generation(served.tokenizer(), "de"));
      assertEquals("437", trained.generation(served.tokenizer(), "de").get(FORCED_FIRST));
    }
  }

  @Test
  void theCheckpointsFirstTokenWins() {
    try (LoadedModel loaded = load("mbart50")) {
      Map<String, String> german = Map.of(FORCED_FIRST, "423");
      assertEquals(german, with(loaded, german).generation("en"));
    }
  }

  @Test
  void aLanguageThatTheModelDoesNotKnowIsRefused() {
    try (LoadedModel loaded = load("mbart50")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> loaded.generation("la")).getMessage();
      assertTrue(
          message.contains(
              "'mbart50' has no token for the language 'la' that it is to write in; it has ar_AR, "),
          message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Fixture.T5, "bart", "marian"})
  void otherFamiliesAreToldNothing(String name) {
    try (LoadedModel loaded = load(name)) {
      assertEquals(loaded.generation(), loaded.generation("la"));
    }
  }
}
