package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.t5.Fixture;

/** Greedy and beam sequences and their scores against Hugging Face's {@code generate}. */
class GenerateParityTest {
  private static final String SERVED = " served";
  private static final Map<String, LoadedNetwork> NETWORKS = new TreeMap<>();

  @BeforeAll
  static void load() {
    for (String name : Checkpoints.ALL) {
      NETWORKS.put(name, Checkpoints.load(name));
      NETWORKS.put(name + SERVED, Checkpoints.serve(name));
    }
  }

  @AfterAll
  static void free() {
    NETWORKS.values().forEach(LoadedNetwork::close);
  }

  @TestFactory
  Stream<DynamicTest> everySettingGivesTheReferencesSequences() {
    return Checkpoints.ALL.stream()
        .flatMap(name -> Stream.of("", SERVED).flatMap(how -> tests(name, how)));
  }

  private static Stream<DynamicTest> tests(String name, String how) {
    JsonNode expected = Fixture.json(name + "/expected.json");
    List<DynamicTest> tests = new ArrayList<>();
    expected
        .get("generate")
        .fields()
        .forEachRemaining(
            setting ->
                setting
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        batch ->
                            tests.add(
                                DynamicTest.dynamicTest(
                                    name
                                        + how
                                        + " "
                                        + setting.getKey()
                                        + " batch "
                                        + batch.getKey(),
                                    () ->
                                        check(
                                            NETWORKS.get(name + how),
                                            expected
                                                .get("loss")
                                                .get(Integer.parseInt(batch.getKey())),
                                            batch.getValue())))));
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  private static void check(LoadedNetwork loaded, JsonNode batch, JsonNode expected) {
    Map<String, String> settings = new TreeMap<>(loaded.generation());
    expected
        .get("settings")
        .fields()
        .forEachRemaining(field -> settings.put(field.getKey(), text(field.getValue())));
    List<Hypothesis> actual =
        BeamSearch.search(
                loaded.model(),
                Fixture.sources(batch),
                DecodeOptions.parse(settings),
                StopCheck.NEVER)
            .stream()
            .flatMap(List::stream)
            .toList();
    int eos = loaded.model().spec().eosToken();
    assertEquals(expected.get("sequences").size(), actual.size());
    for (int row = 0; row < actual.size(); row++) {
      List<Integer> sequence = ids(expected.get("sequences").get(row), eos);
      assertEquals(sequence, Arrays.stream(actual.get(row).tokens()).boxed().toList());
      if (expected.has("scores")) { // greedy search has none
        double score = expected.get("scores").get(row).asDouble();
        assertEquals(score, actual.get(row).score(), 1e-4 * Math.max(1, Math.abs(score)));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  /** Up to the first end token after the start: Hugging Face pads with it. */
  private static List<Integer> ids(JsonNode sequence, int eos) {
    List<Integer> ids = new ArrayList<>();
    for (JsonNode id : sequence) {
      ids.add(id.asInt());
      if (id.asInt() == eos && ids.size() > 1) { // BART also starts with it
        break;
      }
    }
    return ids;
  }
}
