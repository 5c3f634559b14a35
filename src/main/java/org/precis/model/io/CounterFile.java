package org.precis.model.io;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterConfig;
import org.precis.model.counter.CounterNetwork;
import org.precis.nn.NamedTensors;

/**
 * A counter beside a model: its weights in {@code counter.safetensors}, what it says in the object
 * {@code section_counter} of {@code config.json}. Other software ignores both.
 */
public final class CounterFile {
  /** The weights' file. */
  public static final String NAME = "counter.safetensors";

  private static final String ENTRY = "section_counter";
  private static final String ACTIVATION = "activation";
  private static final String SENTENCES = "sentences";
  private static final String NARROW = "narrow.weight";
  private static final String HIDDEN = "lstm.weight_hh_l0";

  private CounterFile() {}

  /**
   * The counter of a model directory, if it has one.
   *
   * @param manager owner of the weights
   * @throws ModelFormatException if it has one that cannot be used
   */
  public static Optional<CounterNetwork> read(Path directory, NDManager manager) {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    CounterConfig config = config(directory);
    Map<String, NDArray> weights = new HashMap<>();
    try (SafeTensors tensors = SafeTensors.open(file)) {
      for (String name : List.of(NARROW, HIDDEN)) {
        if (!tensors.entries().containsKey(name)
            || tensors.entries().get(name).shape().dimension() != 2) {
          throw new ModelFormatException(file + " lacks the matrix '" + name + "'");
        }
      }
      var narrow = tensors.entries().get(NARROW).shape();
      long hidden = tensors.entries().get(HIDDEN).shape().get(1);
      CounterNetwork.shapes(narrow.get(1), narrow.get(0), hidden)
          .forEach((name, shape) -> weights.put(name, manager.zeros(shape, DataType.FLOAT32)));
    }
    NamedTensors named = new NamedTensors(weights);
    TensorFile.readInto(file, named);
    return Optional.of(new CounterNetwork(config, named));
  }

  private static CounterConfig config(Path directory) {
    JsonNode entry = ConfigFile.read(directory).fields().json().path(ENTRY);
    List<String> known = new ArrayList<>();
    for (CountActivation activation : CountActivation.values()) {
      known.add(activation.toString());
    }
    String activation = entry.path(ACTIVATION).asText("");
    int sentences = entry.path(SENTENCES).asInt(1);
    if (!known.contains(activation) || sentences < 1) {
      throw new ModelFormatException(
          "%s has %s, so config.json needs '%s' with '%s', one of %s, and '%s' of at least 1; it has %s"
              .formatted(directory, NAME, ENTRY, ACTIVATION, known, SENTENCES, entry));
    }
    return new CounterConfig(
        CountActivation.valueOf(activation.toUpperCase(Locale.ROOT)), sentences);
  }

  /**
   * Writes a counter into a model directory, and the token at the end of sentences, which models
   * with a counter know.
   *
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path directory, CounterNetwork counter, int sentenceEnd)
      throws IOException {
    SafeTensorsWriter.write(
        directory.resolve(NAME),
        new TreeSet<>(counter.weights().names())
            .stream()
                .map(name -> SafeTensorsWriter.Tensor.of(name, counter.weights().get(name)))
                .toList());
    ObjectNode config = object(directory.resolve(ConfigFile.NAME));
    config
        .putObject(ENTRY)
        .put(ACTIVATION, counter.config().activation().toString())
        .put(SENTENCES, counter.config().sentences());
    Path generation = directory.resolve(GenerationDefaults.NAME);
    if (Files.exists(generation)) {
      ObjectNode settings = object(generation);
      write(generation, settings.put(LoadedModel.SENTENCE_END, sentenceEnd));
    } else {
      // A new file would hide the settings that old checkpoints keep here.
      config.put(LoadedModel.SENTENCE_END, sentenceEnd);
    }
    write(directory.resolve(ConfigFile.NAME), config);
  }

  /** SHA-256 of a directory's counter. */
  static String hash(Path directory) {
    try (Workers workers = new Workers()) {
      Path config = directory.resolve(ConfigFile.NAME);
      return CheckpointHash.of(config, List.of(directory.resolve(NAME)), workers);
    }
  }

  private static ObjectNode object(Path file) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(file.toFile());
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }
}
