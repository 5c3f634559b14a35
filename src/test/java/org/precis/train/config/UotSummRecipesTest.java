package org.precis.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.align.TransportSettings;
import org.precis.train.uotsumm.CountLoss;
import org.precis.train.uotsumm.UotSummSettings;
import org.precis.train.uotsumm.UotSummSettings.Alignment;

/** The configurations under {@code docs/recipes/uotsumm}. */
class UotSummRecipesTest {
  private static final Path FOLDER = Path.of("docs/recipes/uotsumm");
  private static final Set<String> SUPERVISED = Set.of("dancer.yaml", "truncation.yaml");

  static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyRecipeCanBeReadAndSaysItsCommand(Path recipe) throws IOException {
    TrainConfig config = TrainConfigReader.read(recipe, List.of());
    String name = recipe.getFileName().toString();
    assertEquals(!SUPERVISED.contains(name), config.uotsumm().isPresent());
    assertEquals(!SUPERVISED.contains(name), config.data().sections().isPresent());
    String text = Files.readString(recipe);
    assertTrue(text.contains("# bin/precis train docs/recipes/uotsumm/" + name));
    assertTrue(Files.readString(FOLDER.resolve("README.md")).contains(name));
  }

  @Test
  void theWholeMethodHasThePapersSettings() throws IOException {
    TrainConfig config = TrainConfigReader.read(FOLDER.resolve("uotsumm.yaml"), List.of());
    UotSummSettings settings = config.uotsumm().orElseThrow();
    assertEquals(TransportSettings.DEFAULT, settings.transport());
    assertEquals(1e-5, settings.counterRate());
    assertEquals(500, config.data().maxSourceTokens());
    assertEquals(200, config.data().maxTargetTokens());
  }

  @ParameterizedTest
  @CsvSource({"simple,SIMPLE,L2", "simple-without-counts,SIMPLE,BCE", "rouge,GIVEN,L2"})
  void ablationsDifferInTheMethodOnly(String name, Alignment alignment, CountLoss loss)
      throws IOException {
    TrainConfig whole = TrainConfigReader.read(FOLDER.resolve("uotsumm.yaml"), List.of());
    TrainConfig config = TrainConfigReader.read(FOLDER.resolve(name + ".yaml"), List.of());
    assertEquals(alignment, config.uotsumm().orElseThrow().alignment());
    assertEquals(loss, config.uotsumm().orElseThrow().countLoss());
    Set<String> differences = config.differences(whole.flat());
    assertTrue(
        differences.stream().allMatch(key -> key.matches("uotsumm\\..*|data\\.(train|validation)")),
        differences.toString());
  }
}
