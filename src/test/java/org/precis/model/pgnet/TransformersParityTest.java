package org.precis.model.pgnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.precis.nn.TensorAssert.assertClose;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ScoreEdits;
import org.precis.model.family.Precision;
import org.precis.model.family.Processor;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;
import org.precis.token.Tokenizer;
import org.precis.token.WordLevelTokenizer;

/** The bundled model as the engine serves it against what transformers makes of it. */
class TransformersParityTest {
  private static final double TOLERANCE = 1e-4;

  /** The last bit of a product may tip how the next one's input is rounded to a byte. */
  private static final double BYTES_TOLERANCE = 5e-4;

  private static final int WORDS = 5_000;
  private static final JsonNode EXPECTED = Fixture.json("precis-news/expected.json");
  private static final Map<Precision, LoadedModel> MODELS = new EnumMap<>(Precision.class);

  /** AUTO is fp16 where the processor packs weights; these weights are stored in it. */
  static List<Precision> precisions() {
    return List.of(Precision.FP32, Precision.AUTO);
  }

  @BeforeAll
  static void load() {
    precisions().forEach(precision -> MODELS.put(precision, load(precision, Optional.empty())));
  }

  private static LoadedModel load(Precision precision, Optional<int[]> outputs) {
    ServingOptions how = new ServingOptions(precision, false, outputs);
    LoadOptions options = new LoadOptions(true, 1, Optional.of(how));
    return ModelLoader.load(Path.of("models/precis-news"), "cpu", options);
  }

  @AfterAll
  static void free() {
    MODELS.values().forEach(LoadedModel::close);
  }

  @Test
  void bothTokenizersCutAndJoinAlike() {
    Tokenizer tokenizer = MODELS.get(Precision.FP32).tokenizer();
    for (JsonNode expected : EXPECTED.get("tokenizer")) {
      String text = expected.get("text").asText();
      int[] ids = tokenizer.encode(text).ids();
      assertArrayEquals(PointerParityTest.ints(expected.get("ids")), ids, text);
      assertEquals(expected.get("with_source").asText(), tokenizer.decode(ids, text));
      assertEquals(expected.get("alone").asText(), tokenizer.decode(ids));
    }
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void givenTargetsAreAsProbable(Precision precision) {
    checkTargets(MODELS.get(precision), TOLERANCE);
  }

  @Test
  void bytesChangeProbabilitiesLittle() {
    assumeTrue(Processor.here().packsWeights());
    try (LoadedModel model = load(Precision.INT8, Optional.empty())) {
      checkTargets(model, 0.2);
    }
  }

  /**
   * Inputs are rounded by the range of all rows, so each source is alone here; and to 8 bits only
   * where the processor multiplies bytes.
   */
  @Test
  void bytesGiveTheTextsThatTransformersGivesWithBytes() {
    assumeTrue(Processor.here().packsWeights() && Processor.here().hasByteProducts());
    try (LoadedModel model = load(Precision.INT8, Optional.empty())) {
      for (JsonNode expected : EXPECTED.get("bytes")) {
        check(model, options(model, expected), expected.get("batch"), BYTES_TOLERANCE);
      }
    }
    checkWithList(Precision.INT8, EXPECTED.get("bytes"));
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void aListThatHasAllWordsThatAreWrittenChangesNoGreedyText(Precision precision) {
    checkWithList(precision, EXPECTED.get("generate"));
  }

  /** Greedy search takes the best word, which stays the best among fewer. */
  private static void checkWithList(Precision precision, JsonNode all) {
    Set<Integer> written = new TreeSet<>(Set.of(WordLevelTokenizer.END));
    List<JsonNode> greedy = new ArrayList<>();
    for (JsonNode expected : all) {
      if (!expected.get("batch").has("scores")) {
        greedy.add(expected);
        for (JsonNode sequence : expected.get("batch").get("sequences")) {
          IntStream.of(sequence(sequence)).filter(id -> id < WORDS).forEach(written::add);
        }
      }
    }
    int[] listed = written.stream().mapToInt(Integer::intValue).toArray();
    assertTrue(listed.length < 200, "a list that leaves most words out");
    try (LoadedModel model = load(precision, Optional.of(listed))) {
      for (JsonNode expected : greedy) {
        check(model, options(model, expected), expected.get("batch"), TOLERANCE);
      }
    }
  }

  private static void checkTargets(LoadedModel model, double tolerance) {
    for (JsonNode expected : EXPECTED.get("forced")) {
      int[] source = model.tokenizer().encode(expected.get("source").asText()).ids();
      int[] inputs = PointerParityTest.ints(expected.get("inputs"));
      int[] words = PointerParityTest.ints(expected.get("words"));
      float[] found = new float[words.length];
      try (DecodeSession session = model.model().start(List.of(source))) {
        for (int t = 0; t < words.length; t++) {
          found[t] = score(session, inputs[t], words[t]);
        }
      }
      assertClose(
          expected.get("source").asText(),
          new Shape(words.length),
          Fixture.floats(expected.get("log_p")),
          found,
          tolerance);
    }
  }

  /** log P of a word behind another one. */
  private static float score(DecodeSession session, int last, int word) {
    int all = 6_000; // more than the vocabulary and a source's open words
    Candidates found =
        session.step(new int[] {last}).top(new float[1], 1, all, true, ScoreEdits.none(1));
    for (int i = 0; i < found.tokens().length; i++) {
      if (found.tokens()[i] == word) {
        return found.scores()[i];
      }
    }
    throw new AssertionError("no score for word " + word);
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void everySettingGivesTheSameTexts(Precision precision) {
    LoadedModel model = MODELS.get(precision);
    for (JsonNode expected : EXPECTED.get("generate")) {
      check(model, options(model, expected), expected.get("batch"), TOLERANCE);
    }
  }

  private static DecodeOptions options(LoadedModel model, JsonNode expected) {
    Map<String, String> settings = new TreeMap<>(model.generation());
    expected
        .get("settings")
        .fields()
        .forEachRemaining(field -> settings.put(field.getKey(), field.getValue().asText()));
    return DecodeOptions.parse(settings);
  }

  /** Hypotheses of a source may change places if the tolerance lets their scores do so. */
  private static void check(
      LoadedModel model, DecodeOptions options, JsonNode batch, double tolerance) {
    List<String> texts = new ArrayList<>();
    batch.get("sources").forEach(source -> texts.add(source.asText()));
    List<int[]> sources = texts.stream().map(text -> model.tokenizer().encode(text).ids()).toList();
    List<List<Hypothesis>> found =
        BeamSearch.search(model.model(), sources, options, StopCheck.NEVER);
    int each = batch.get("sequences").size() / texts.size();
    assertTrue(each > 0);
    for (int source = 0; source < texts.size(); source++) {
      assertEquals(each, found.get(source).size());
      List<List<Integer>> sequences = new ArrayList<>();
      for (int row = source * each; row < (source + 1) * each; row++) {
        sequences.add(words(sequence(batch.get("sequences").get(row))));
      }
      for (int rank = 0; rank < each; rank++) {
        Hypothesis hypothesis = found.get(source).get(rank);
        int place = sequences.indexOf(words(hypothesis.tokens()));
        assertTrue(
            place == rank || (place >= 0 && batch.has("scores")),
            () -> hypothesis + " instead of " + sequences);
        int row = source * each + place;
        assertEquals(
            batch.get("texts").get(row).asText(),
            model.tokenizer().decode(hypothesis.tokens(), texts.get(source)));
        if (batch.has("scores")) { // greedy search has none
          assertEquals(batch.get("scores").get(row).asDouble(), hypothesis.score(), tolerance);
        }
      }
    }
  }

  private static List<Integer> words(int[] ids) {
    return IntStream.of(ids).boxed().toList();
  }

  /** Up to the first end token: transformers pads with it. */
  private static int[] sequence(JsonNode padded) {
    int[] ids = PointerParityTest.ints(padded);
    int length = 1;
    while (length < ids.length && ids[length - 1] != WordLevelTokenizer.END) {
      length++;
    }
    return Arrays.copyOf(ids, length);
  }
}
