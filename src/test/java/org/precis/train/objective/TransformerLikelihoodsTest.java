package org.precis.train.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.TensorScope;

/** Likelihoods of all pairs at once against those of each pair by itself. */
class TransformerLikelihoodsTest {
  private static final int PIECE_ROWS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"bart", "mt5-gated-untied"})
  void allPairsEqualEachByItself(String name) {
    JsonNode batches = Fixture.json(name + "/expected.json").get("loss");
    List<int[]> sources = Fixture.sources(batches.get(1));
    List<int[]> targets =
        Stream.of(0, 1).flatMap(i -> Fixture.targets(batches.get(i)).stream()).toList();
    try (LoadedNetwork loaded =
        ModelLoader.loadNetwork(Fixture.path(name), "cpu", LoadOptions.DEFAULT)) {
      TransformerNetwork network = (TransformerNetwork) loaded.model().network();
      NDManager manager = loaded.model().manager();
      VocabularyLoss loss = new VocabularyLoss(0, PIECE_ROWS, manager);
      try (TargetLikelihoods.Sources encoded =
          new TransformerLikelihoods(network, loss, manager).encode(sources)) {
        double[][] all = encoded.negativeLogLikelihoods(targets);
        assertEquals(sources.size(), all.length);
        for (int i = 0; i < sources.size(); i++) {
          assertEquals(targets.size(), all[i].length);
          for (int j = 0; j < targets.size(); j++) {
            assertPair(
                network, manager, sources.get(i), targets.get(j), all[i][j], encoded.means()[i]);
          }
        }
      }
    }
  }

  private static void assertPair(
      TransformerNetwork network,
      NDManager manager,
      int[] source,
      int[] target,
      double sum,
      float[] mean) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      TeacherForcing alone = TeacherForcing.run(network, List.of(source), List.of(target), manager);
      double expected = (double) alone.loss().getFloat() * target.length;
      assertEquals(expected, sum, 1e-3 * expected);
      assertArrayEquals(alone.states().mean(new int[] {1}).toFloatArray(), mean, 1e-3f);
    }
  }
}
