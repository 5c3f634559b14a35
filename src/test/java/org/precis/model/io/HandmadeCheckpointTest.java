package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.StopCheck;

class HandmadeCheckpointTest {
  @TempDir static Path directory;
  private static LoadedModel model;

  @BeforeAll
  static void load() throws Exception {
    model = ModelLoader.load(HandmadeCheckpoint.write(directory), "cpu");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void theCopyForBenchmarksIsWhatIsWrittenHere() throws Exception {
    Path copy = Path.of("src/test/resources/models/handmade");
    for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      assertEquals(-1, Files.mismatch(copy.resolve(file), directory.resolve(file)), file);
    }
  }

  static Stream<Arguments> sources() {
    return Stream.concat(
        HandmadeCheckpoint.TOPICS.values().stream()
            .flatMap(
                topic ->
                    topic.words().stream()
                        .map(
                            word ->
                                Arguments.of(
                                    "… " + word.replace("▁", "") + " … and so on, at length.",
                                    topic.text()))),
        Stream.of(Arguments.of("of no interest", HandmadeCheckpoint.NOTHING_KNOWN)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theTextOfTheSourcesTopicIsRecited(String source, String expected) {
    int[] ids = model.tokenizer().encode(source).ids();
    for (int beams : new int[] {1, 4}) {
      DecodeOptions options = DecodeOptions.builder().numBeams(beams).maxLength(20).build();
      var found = BeamSearch.search(model.model(), List.of(ids), options, StopCheck.NEVER);
      assertEquals(expected, model.tokenizer().decode(found.get(0).get(0).tokens()));
    }
  }
}
