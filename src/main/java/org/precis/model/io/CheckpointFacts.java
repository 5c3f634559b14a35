package org.precis.model.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkPlan;

/**
 * What a checkpoint is, by its files alone; no weight is read.
 *
 * @param modelType {@code model_type} of its configuration
 * @param sizes numbers of its configuration that describe the network, by their keys there
 * @param files names of its weight files
 * @param bytes their sizes together
 * @param tensors how many tensors they hold
 * @param elementTypes how many of these are of each element type, such as F32
 * @param parameters number of weights of the network, a shared one counted once
 * @param unused names of tensors that the network has no use for, sorted
 * @param spareFiles names of further weight files in the directory, which are not read
 */
public record CheckpointFacts(
    String modelType,
    Map<String, Integer> sizes,
    List<String> files,
    long bytes,
    int tensors,
    Map<String, Integer> elementTypes,
    long parameters,
    List<String> unused,
    List<String> spareFiles) {

  /** Ends of the names of weight files, those of other libraries among them. */
  private static final List<String> WEIGHTS =
      List.of(".safetensors", ".bin", ".h5", ".msgpack", ".onnx", ".ot", ".pt");

  /** Keys of configurations, most of them Hugging Face's. */
  private static final List<String> SIZES =
      List.of(
          "vocab_size",
          "embedding_size",
          "hidden_size",
          "attention_size",
          "d_model",
          "num_layers",
          "encoder_layers",
          "num_decoder_layers",
          "decoder_layers",
          "num_heads",
          "encoder_attention_heads",
          "decoder_attention_heads",
          "d_kv",
          "d_ff",
          "encoder_ffn_dim",
          "decoder_ffn_dim",
          "max_position_embeddings");

  /**
   * Reads the configuration and the weight files' directories.
   *
   * @throws ModelFormatException if the network's tensors are not all there, or a file breaks a
   *     rule of its format
   */
  public static CheckpointFacts read(Path directory) {
    ConfigFile config = ConfigFile.read(directory);
    try (WeightFiles files = WeightFiles.open(directory)) {
      NetworkPlan plan = config.plan(files::holds);
      WeightReader reader = new WeightReader(plan, files);
      long bytes = 0;
      for (Path file : files.paths()) {
        bytes += Files.size(file);
      }
      Map<String, Integer> types = new TreeMap<>();
      files.names().forEach(name -> types.merge(files.entry(name).type().name(), 1, Integer::sum));
      return new CheckpointFacts(
          config.fields().text("model_type"),
          sizes(config.fields()),
          files.paths().stream().map(file -> file.getFileName().toString()).toList(),
          bytes,
          files.size(),
          types,
          reader.parameters(),
          reader.unused(),
          spareFiles(directory, files));
    } catch (IOException e) {
      throw StrictJson.unreadable(directory.toString(), e);
    }
  }

  private static List<String> spareFiles(Path directory, WeightFiles files) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(
              file -> files.paths().stream().noneMatch(read -> read.endsWith(file.getFileName())))
          .map(file -> file.getFileName().toString())
          .filter(name -> WEIGHTS.stream().anyMatch(name::endsWith))
          .sorted()
          .toList();
    }
  }

  private static Map<String, Integer> sizes(ConfigFields config) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (String key : SIZES) {
      if (config.json().path(key).isInt()) {
        sizes.put(key, config.json().path(key).asInt());
      }
    }
    return sizes;
  }
}
