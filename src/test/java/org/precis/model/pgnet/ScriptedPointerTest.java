package org.precis.model.pgnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.DecodeSession;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.NetworkModel;
import org.precis.model.session.TokenBatch;
import org.precis.nn.Linear;
import org.precis.nn.TensorScope;

/** The program against the reference network: precisions, lists of output tokens, memory. */
class ScriptedPointerTest {
  private static final Path BUNDLED = Path.of("models/precis-news");
  private static final int[] PART =
      IntStream.range(0, PointerWalk.WORDS).filter(id -> id % 3 == 0).toArray();

  @TempDir private static Path directory;

  @BeforeAll
  static void write() throws IOException {
    PointerWalk.write(directory);
  }

  /**
   * Bounds are on the largest difference of log-probabilities, which go down to −13. What packs
   * weights must change something, or it was not asked to.
   */
  @ParameterizedTest
  @CsvSource({"FP32,0,1e-5", "AUTO,0,0.005", "FP16,1e-4,0.005", "INT8,0.006,0.2"})
  void everyPrecisionStaysWithinItsBounds(Precision precision, double least, double most) {
    try (LoadedNetwork reference = PointerWalk.reference(directory);
        LoadedNetwork served = PointerWalk.serve(directory, precision, Optional.empty())) {
      List<List<Map<Integer, Float>>> expected = PointerWalk.of(reference.model());
      List<List<Map<Integer, Float>>> actual = PointerWalk.of(served.model());
      assertClose(most, expected, actual);
      assertTrue(largest(expected, actual) >= least, precision + " changes too little");
    }
  }

  private static double largest(
      List<List<Map<Integer, Float>>> expected, List<List<Map<Integer, Float>>> actual) {
    double largest = 0;
    for (int t = 0; t < expected.size(); t++) {
      for (int row = 0; row < expected.get(t).size(); row++) {
        for (Map.Entry<Integer, Float> word : expected.get(t).get(row).entrySet()) {
          float other = actual.get(t).get(row).get(word.getKey());
          if (word.getValue() > Float.NEGATIVE_INFINITY) {
            largest = Math.max(largest, Math.abs(word.getValue() - other));
          }
        }
      }
    }
    return largest;
  }

  private static void assertClose(
      double bound,
      List<List<Map<Integer, Float>>> expected,
      List<List<Map<Integer, Float>>> actual) {
    assertEquals(expected.size(), actual.size());
    for (int t = 0; t < expected.size(); t++) {
      assertEquals(expected.get(t).size(), actual.get(t).size());
      for (int row = 0; row < expected.get(t).size(); row++) {
        assertClose(
            "step %d row %d".formatted(t, row),
            bound,
            expected.get(t).get(row),
            actual.get(t).get(row));
      }
    }
  }

  private static void assertClose(
      String where, double bound, Map<Integer, Float> expected, Map<Integer, Float> actual) {
    assertEquals(expected.keySet(), actual.keySet(), where);
    expected.forEach(
        (word, score) -> assertEquals(score, actual.get(word), bound, where + " word " + word));
  }

  @Test
  void theBundledModelWritesWhatTheReferenceWrites() {
    ServingOptions exact = new ServingOptions(Precision.FP32, false, Optional.empty());
    try (LoadedModel reference = ModelLoader.load(BUNDLED, "cpu", new LoadOptions(true, 1));
        LoadedModel served =
            ModelLoader.load(BUNDLED, "cpu", new LoadOptions(true, 1, Optional.of(exact)))) {
      List<Hypothesis> expected = summaries(reference);
      List<Hypothesis> actual = summaries(served);
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens());
        assertEquals(expected.get(i).score(), actual.get(i).score(), 1e-4);
      }
    }
  }

  private static List<Hypothesis> summaries(LoadedModel model) {
    List<int[]> sources =
        List.of(
            model
                .tokenizer()
                .encode("Le 6 novembre, les deux villes ont ouvert 5 200 logements.", "fr")
                .ids(),
            model.tokenizer().encode("Rais Mwinyi alifungua shule mpya mjini Tanga.", "sw").ids(),
            model.tokenizer().encode("Gempa mengguncang Lombok pada hari Senin.", "id").ids());
    DecodeOptions options = DecodeOptions.parse(model.generation());
    return BeamSearch.search(model.model(), sources, options, StopCheck.NEVER).stream()
        .map(hypotheses -> hypotheses.get(0))
        .toList();
  }

  /** Means of the encoder's states are what counters of sentences read. */
  @Test
  void meansAreThoseOfTheReference() {
    try (LoadedNetwork reference = PointerWalk.reference(directory);
        LoadedNetwork served = PointerWalk.serve(directory, Precision.FP32, Optional.empty())) {
      List<float[]> expected = reference.model().means(PointerWalk.SOURCES);
      List<float[]> actual = served.model().means(PointerWalk.SOURCES);
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i), 1e-5f);
      }
    }
  }

  /**
   * The equations once more, over the words that may be decoded and those that the source has. What
   * the others had is shared in proportion.
   */
  @Test
  void aPartOfTheVocabularyIsTheWholeRestrictedAndStillCopies() {
    int[] source = PointerWalk.SOURCES.get(0);
    Map<Integer, Float> expected = new TreeMap<>();
    try (LoadedNetwork reference = PointerWalk.reference(directory);
        TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      PointerNetwork network = (PointerNetwork) reference.model().network();
      NDManager manager = reference.model().manager();
      TokenBatch batch = TokenBatch.of(List.of(source), network.spec());
      PointerMemory memory = network.encode(PointerSources.of(batch, network.config()), manager);
      NDArray start = manager.create(new long[] {2}, new Shape(1, 1));
      Decoded decoded = network.decode(start, network.start(memory, 1), memory);
      float[] said =
          Linear.apply(
                  decoded.hidden().squeeze(1),
                  network.weights().get(PointerNames.OUTPUT_WEIGHT),
                  network.weights().get(PointerNames.OUTPUT_BIAS))
              .softmax(-1)
              .toFloatArray();
      float gate = decoded.gate().getFloat();
      float[] attention = decoded.attention().toFloatArray();
      for (int id : PART) {
        expected.put(id, gate * said[id]);
      }
      for (int i = 0; i < source.length; i++) {
        expected.merge(source[i], (1 - gate) * attention[i], Float::sum);
      }
    }
    float left = (float) expected.values().stream().mapToDouble(value -> value).sum();
    assertTrue(left < 0.99, "of the whole " + left);
    expected.replaceAll((word, value) -> (float) Math.log(value / left));
    try (LoadedNetwork served = PointerWalk.serve(directory, Precision.FP32, Optional.of(PART))) {
      assertArrayEquals(PART, served.model().outputs().ids());
      try (DecodeSession session = served.model().start(List.of(source))) {
        assertClose("row 0", 1e-4, expected, PointerWalk.rows(session, new int[] {2}).get(0));
      }
    }
  }

  @Test
  void theReferenceDecodesAPartAsTheProgramDoes() {
    try (LoadedNetwork reference = PointerWalk.reference(directory);
        LoadedNetwork served = PointerWalk.serve(directory, Precision.FP32, Optional.of(PART))) {
      NetworkModel eager =
          new NetworkModel(
              reference.model().network(), Optional.of(PART), reference.model().manager());
      List<List<Map<Integer, Float>>> steps = PointerWalk.of(served.model());
      assertClose(1e-4, PointerWalk.of(eager), steps);
      TreeSet<Integer> words = new TreeSet<>(steps.get(0).get(0).keySet());
      IntStream.of(PART).forEach(words::remove);
      // Words of some source: 7, 44, 23, 77, and the three open ones.
      assertEquals(7, words.size());
      assertTrue(words.containsAll(List.of(7, 44, 23, 77)));
      assertFalse(Float.isInfinite(steps.get(0).get(0).get(7)));
      assertEquals(Float.NEGATIVE_INFINITY, steps.get(0).get(1).get(7));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "FP16", "INT8"})
  void threadsShareAModel(Precision precision) {
    try (LoadedNetwork served = PointerWalk.serve(directory, precision, Optional.empty())) {
      List<List<Map<Integer, Float>>> expected = PointerWalk.of(served.model());
      IntStream.range(0, 12)
          .parallel()
          .forEach(i -> assertClose(1e-5, expected, PointerWalk.of(served.model())));
    }
  }

  @Test
  void noTensorOutlivesItsStepOrItsSession() {
    try (LoadedNetwork served = PointerWalk.serve(directory, Precision.FP16, Optional.of(PART))) {
      NDManager manager = served.model().manager();
      int before = manager.getManagedArrays().size();
      int[] during = new int[20];
      try (DecodeSession session = served.model().start(PointerWalk.SOURCES)) {
        session.reorder(new int[] {0, 0, 1, 1, 2, 2});
        for (int t = 0; t < during.length; t++) {
          PointerWalk.rows(session, new int[] {t, t, t, t, t, t});
          session.reorder(new int[] {1, 0, 2, 2, 5, 4});
          during[t] = manager.getManagedArrays().size();
        }
      }
      assertEquals(during[0], during[during.length - 1]);
      assertEquals(before, manager.getManagedArrays().size());
    }
  }
}
