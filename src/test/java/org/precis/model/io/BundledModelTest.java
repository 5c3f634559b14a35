package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;
import org.precis.model.pgnet.TransformersFiles;

/** The model in {@code models}: that it loads as it lies there, and does what its card says. */
class BundledModelTest {
  private static final Path DIRECTORY = Path.of("models/precis-news");

  @Test
  void itReadsTheLanguagesOfItsCardAndKeepsNumbers() {
    try (LoadedModel model = ModelLoader.load(DIRECTORY, "cpu", LoadOptions.SERVING)) {
      List<String> languages =
          Stream.of("ar", "de", "en", "es", "fr", "hi", "id", "it", "nl", "pt", "ru", "sw", "zh")
              .filter(model.tokenizer()::reads)
              .toList();
      assertEquals(List.of("ar", "es", "fr", "id", "it", "pt", "ru", "sw"), languages);
      assertEquals(160, model.model().spec().maxSourceTokens());
      String text = "Le 6 novembre, les deux villes ont ouvert 5 200 logements.";
      int[] source = model.tokenizer().encode(text, "fr").ids();
      DecodeOptions options = DecodeOptions.parse(model.generation());
      int[] found =
          BeamSearch.search(model.model(), List.of(source), options, StopCheck.NEVER)
              .get(0)
              .get(0)
              .tokens();
      String english = model.tokenizer().decode(found, text, "fr");
      assertTrue(english.contains("6 November") && english.contains("5,200"), english);
    }
  }

  @Test
  void itHasTheFilesThatPrecisWritesForTransformers() throws IOException {
    for (String name : TransformersFiles.NAMES) {
      try (InputStream resource = TransformersFiles.class.getResourceAsStream(name)) {
        assertArrayEquals(
            resource.readAllBytes(), Files.readAllBytes(DIRECTORY.resolve(name)), name);
      }
    }
  }
}
