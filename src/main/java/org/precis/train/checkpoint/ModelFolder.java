package org.precis.train.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.precis.model.io.SafeTensorsWriter;
import org.precis.model.pgnet.TransformersFiles;
import org.precis.nn.NamedTensors;
import org.precis.text.lexicon.Lexicon;

/**
 * Writes a model in Hugging Face's layout, so that the engine and Hugging Face's own programs load
 * it: weights as fp32 safetensors, all other files as in the model that training started from, and
 * the code without which Hugging Face's cannot load a pointer-generator network.
 */
public final class ModelFolder {
  private static final String WEIGHTS = "model.safetensors";
  private static final String CONFIG = "config.json";

  /** What belongs to a model besides configuration and weights. */
  private static final List<String> COMPANIONS =
      List.of(
          "generation_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "spiece.model",
          "sentencepiece.bpe.model",
          "source.spm",
          "target.spm",
          "vocab.json",
          "merges.txt",
          "words.txt",
          Lexicon.FILE);

  private ModelFolder() {}

  /**
   * Writes a model.
   *
   * @param base directory of the model that training started from
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path base, NamedTensors weights, Path folder) throws IOException {
    for (String name : COMPANIONS) {
      if (Files.exists(base.resolve(name))) {
        Files.copy(base.resolve(name), folder.resolve(name));
      }
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode config = (ObjectNode) mapper.readTree(base.resolve(CONFIG).toFile());
    if (config.has("torch_dtype")) {
      config.put("torch_dtype", "float32");
    }
    TransformersFiles.add(folder, config);
    mapper.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(CONFIG).toFile(), config);
    write(weights, folder.resolve(WEIGHTS));
  }

  /** Writes tensors in the order of their names. */
  static void write(NamedTensors tensors, Path file) throws IOException {
    SafeTensorsWriter.write(
        file,
        new TreeSet<>(tensors.names())
            .stream().map(name -> SafeTensorsWriter.Tensor.of(name, tensors.get(name))).toList());
  }
}
