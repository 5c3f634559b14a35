package org.precis.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.train.across.AcrossSettings;
import org.precis.train.across.AcrossSettings.AlignmentLoss;

/** The configurations under {@code docs/recipes}. */
class RecipesTest {
  private static final Path FOLDER = Path.of("docs/recipes/across");
  private static final int LANGUAGES = 45;

  static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyRecipeCanBeRead(Path recipe) throws IOException {
    TrainConfig config = TrainConfigReader.read(recipe, List.of());
    assertEquals(512, config.data().maxSourceTokens());
    assertEquals(84, config.data().maxTargetTokens());
    assertEquals(40_000, config.trainer().steps());
    assertEquals(256, config.maxExamples() * config.trainer().accumulation());
    String command = "# bin/precis train docs/recipes/across/" + recipe.getFileName();
    assertTrue(Files.readString(recipe).contains(command));
  }

  @Test
  void theWholeMethodHasThePapersSettings() throws IOException {
    TrainConfig config = TrainConfigReader.read(FOLDER.resolve("across.yaml"), List.of());
    assertEquals(AcrossSettings.PAPER, config.across().orElseThrow().settings());
    assertEquals(config.model(), config.across().orElseThrow().teacher());
    assertTrue(config.data().train().size() > LANGUAGES);
  }

  @ParameterizedTest
  @CsvSource({
    "con-da,NONE,CONSISTENCY",
    "swap-ctr-ctr,CONTRAST,CONTRAST",
    "swap-con-con,CONSISTENCY,CONSISTENCY",
    "swap-con-ctr,CONSISTENCY,CONTRAST"
  })
  void ablationsDifferInTheirLossesOnly(String name, AlignmentLoss encoder, AlignmentLoss decoder)
      throws IOException {
    TrainConfig whole = TrainConfigReader.read(FOLDER.resolve("across.yaml"), List.of());
    TrainConfig config = TrainConfigReader.read(FOLDER.resolve(name + ".yaml"), List.of());
    assertEquals(encoder, config.across().orElseThrow().settings().encoder());
    assertEquals(decoder, config.across().orElseThrow().settings().decoder());
    assertEquals(whole.data(), config.data());
    assertTrue(
        config.differences(whole.flat()).stream().allMatch(key -> key.startsWith("across.")));
  }
}
