package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.session.EncoderDecoder;
import org.precis.model.session.NetworkModel;
import org.precis.model.session.TeacherForcing;
import org.precis.model.t5.Fixture;
import org.precis.nn.TensorScope;

class RandomBartTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenLoadsAndKnowsNothing() throws IOException {
    RandomBart.write(folder.resolve("a"), Fixture.path("bart"), 3);
    RandomBart.write(folder.resolve("b"), Fixture.path("bart"), 3);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/model.safetensors")),
        Files.readAllBytes(folder.resolve("b/model.safetensors")));
    try (LoadedModel loaded = ModelLoader.load(folder.resolve("a"), "cpu", LoadOptions.DEFAULT);
        TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      NetworkModel model = (NetworkModel) loaded.model();
      int[] text = loaded.tokenizer().encode("a river rose").ids();
      float loss =
          TeacherForcing.run(
                  (EncoderDecoder) model.network(), List.of(text), List.of(text), model.manager())
              .loss()
              .getFloat();
      assertEquals(Math.log(model.spec().vocabularySize()), loss, 0.5);
      assertEquals("0", loaded.generation().get("forced_bos_token_id"));
    }
  }

  @Test
  void otherTokenizersAreRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> RandomBart.write(folder.resolve("c"), Fixture.path(Fixture.T5), 1));
    assertTrue(refused.getMessage().contains("0 and 2"), refused.getMessage());
  }
}
