package org.precis.model.pgnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That transformers finds its files beside the weights; what they do is in TransformersParityTest.
 */
class TransformersFilesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static ObjectNode config(String modelType) {
    return MAPPER.createObjectNode().put("model_type", modelType).put("vocab_size", 12);
  }

  @Test
  void everyClassThatIsNamedIsInItsFile() throws IOException {
    ObjectNode config = config("pgnet");
    TransformersFiles.add(folder, config);
    JsonNode tokenizer = MAPPER.readTree(folder.resolve("tokenizer_config.json").toFile());
    assertClassIsThere(config.at("/auto_map/AutoConfig"));
    assertClassIsThere(config.at("/auto_map/AutoModelForSeq2SeqLM"));
    assertClassIsThere(tokenizer.at("/auto_map/AutoTokenizer/0"));
    String network = config.at("/auto_map/AutoModelForSeq2SeqLM").asText();
    assertTrue(network.endsWith("." + config.at("/architectures/0").asText()), network);
    assertEquals(12, config.get("vocab_size").asInt());
  }

  private void assertClassIsThere(JsonNode reference) throws IOException {
    String[] names = reference.asText().split("\\.", -1);
    String code = Files.readString(folder.resolve(names[0] + ".py"));
    assertTrue(code.contains("\nclass " + names[1] + "("), reference.asText());
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
    TransformersFiles.add(folder, config("pgnet"));
    assertEquals("{}", Files.readString(folder.resolve("tokenizer_config.json")));
    assertEquals(
        new String(TransformersFiles.content("modeling_pgnet.py"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("modeling_pgnet.py")));
  }

  @Test
  void familiesThatTransformersHasAreLeftAlone() throws IOException {
    ObjectNode config = config("t5");
    TransformersFiles.add(folder, config);
    assertEquals(config("t5"), config);
    assertFalse(Files.exists(folder.resolve("modeling_pgnet.py")));
  }
}
