package org.precis.model.pgnet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Hugging Face's transformers needs to load a pointer-generator network, which it has no code
 * for: Python beside the weights, and fields of {@code config.json} that name its classes. Précis
 * writes these files and never runs them.
 */
public final class TransformersFiles {
  /** Names of the files in a model directory, and of the resources beside this class. */
  public static final List<String> NAMES =
      List.of("modeling_pgnet.py", "tokenization_pgnet.py", "tokenizer_config.json");

  private static final String CODE = "modeling_pgnet.";
  private static final String NETWORK = "PGNetForConditionalGeneration";

  private TransformersFiles() {}

  /**
   * Puts the files into a model directory, but for those that it has, and names them in the
   * configuration. Does nothing for other families.
   *
   * @param config content of {@code config.json}, which the caller writes
   * @throws IOException if writing fails
   */
  public static void add(Path directory, ObjectNode config) throws IOException {
    if (!config.path("model_type").asText().equals(PointerConfig.MODEL_TYPE)) {
      return;
    }
    for (String name : NAMES) {
      Path file = directory.resolve(name);
      if (!Files.exists(file)) {
        Files.write(file, content(name));
      }
    }
    config.putArray("architectures").add(NETWORK);
    config
        .putObject("auto_map")
        .put("AutoConfig", CODE + "PGNetConfig")
        .put("AutoModelForSeq2SeqLM", CODE + NETWORK);
  }

  /**
   * What a file of {@link #NAMES} says.
   *
   * @throws IOException if the resource cannot be read
   */
  static byte[] content(String name) throws IOException {
    try (InputStream stream = TransformersFiles.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no resource " + name);
      }
      return stream.readAllBytes();
    }
  }
}
