package org.precis.model.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.precis.model.t5.Fixture;

/**
 * A copy of a fixture that a test may change.
 *
 * @param directory where it lies
 */
record EditableCheckpoint(Path directory) {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** Changes a file taken apart. */
  interface Change {
    RawSafeTensors apply(RawSafeTensors raw) throws IOException;
  }

  /** Copies a fixture's configuration and one of its weight files. */
  static EditableCheckpoint copy(String fixture, String weights, Path directory)
      throws IOException {
    Path source = Fixture.path(fixture);
    replace(source.resolve("config.json"), directory.resolve("config.json"));
    replace(source.resolve(weights), directory.resolve("model.safetensors"));
    return new EditableCheckpoint(directory);
  }

  /** Copies a fixture with its configuration and its weights. */
  static EditableCheckpoint copy(String fixture, Path directory) throws IOException {
    return copy(fixture, "model.safetensors", directory);
  }

  /** Copies the fixture in shards. */
  static EditableCheckpoint copyShards(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(Fixture.path(Fixture.T5 + "/variants/sharded"))) {
      for (Path file : files.toList()) {
        replace(file, directory.resolve(file.getFileName()));
      }
    }
    return new EditableCheckpoint(directory);
  }

  private static void replace(Path source, Path target) throws IOException {
    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
  }

  Path config() {
    return directory.resolve("config.json");
  }

  Path weights() {
    return directory.resolve("model.safetensors");
  }

  void changeConfig(Consumer<ObjectNode> change) throws IOException {
    ObjectNode config = (ObjectNode) MAPPER.readTree(config().toFile());
    change.accept(config);
    MAPPER.writeValue(config().toFile(), config);
  }

  /** Changes the map from tensors to files. */
  void changeIndex(Consumer<ObjectNode> change) throws IOException {
    Path file = directory.resolve("model.safetensors.index.json");
    ObjectNode index = (ObjectNode) MAPPER.readTree(file.toFile());
    change.accept((ObjectNode) index.get("weight_map"));
    MAPPER.writeValue(file.toFile(), index);
  }

  void changeWeights(Change change) throws IOException {
    change.apply(RawSafeTensors.read(weights())).write(weights());
  }

  /** Adds the fixture's {@code tokenizer.json}. */
  void addTokenizer(String fixture) throws IOException {
    replace(Fixture.path(fixture).resolve("tokenizer.json"), directory.resolve("tokenizer.json"));
  }
}
