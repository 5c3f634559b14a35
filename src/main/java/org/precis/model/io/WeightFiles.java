package org.precis.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a model directory: one safetensors file or several with an index. Thread-safe;
 * whoever opened them closes them.
 */
final class WeightFiles implements AutoCloseable {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final String TORCH = "pytorch_model.bin";
  private static final long MAX_INDEX_BYTES = 50_000_000;

  private final List<SafeTensors> files;
  private final Map<String, SafeTensors> fileOf = new LinkedHashMap<>();

  private WeightFiles(List<SafeTensors> files) {
    this.files = files;
    for (SafeTensors file : files) {
      for (String name : file.entries().keySet()) {
        SafeTensors other = fileOf.put(name, file);
        if (other != null) {
          throw new ModelFormatException(
              "tensor '%s' is in %s and in %s; one file must hold it"
                  .formatted(name, other.file(), file.file().getFileName()));
        }
      }
    }
  }

  /**
   * Opens a directory's weights: {@code model.safetensors}, else the files of its index.
   *
   * @throws ModelFormatException if there are none or they break a rule of the format
   */
  static WeightFiles open(Path directory) {
    if (Files.exists(directory.resolve(SINGLE))) {
      return open(List.of(directory.resolve(SINGLE)));
    }
    Path index = directory.resolve(INDEX);
    if (Files.exists(index)) {
      return openSharded(index);
    }
    boolean torch =
        Files.exists(directory.resolve(TORCH))
            || Files.exists(directory.resolve(TORCH + ".index.json"));
    throw new ModelFormatException(
        directory
            + (torch
                ? " has its weights in %s only, which is not read yet; convert it with Hugging Face's save_pretrained(…, safe_serialization=True)"
                    .formatted(TORCH)
                : " has neither %s nor %s; is it a Hugging Face model directory?"
                    .formatted(SINGLE, INDEX)));
  }

  private static WeightFiles openSharded(Path index) {
    JsonNode map = StrictJson.object(index, MAX_INDEX_BYTES).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new ModelFormatException(index + " needs a weight_map with at least one tensor");
    }
    Map<String, Path> shards = new LinkedHashMap<>();
    map.fields()
        .forEachRemaining(
            field -> shards.computeIfAbsent(field.getValue().asText(), name -> shard(index, name)));
    WeightFiles weights = open(List.copyOf(shards.values()));
    try {
      map.fields()
          .forEachRemaining(
              field -> weights.checkPlace(index, field.getKey(), field.getValue().asText()));
      return weights;
    } catch (ModelFormatException e) {
      weights.close();
      throw e;
    }
  }

  /** The file of an index, which must be a plain name: an index may not reach outside. */
  private static Path shard(Path index, String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,200}") || !name.endsWith(".safetensors")) {
      throw new ModelFormatException(
          "%s names the file '%s'; only plain names ending in .safetensors, in the same directory, are allowed"
              .formatted(index, name));
    }
    return index.resolveSibling(name);
  }

  private static WeightFiles open(List<Path> paths) {
    List<SafeTensors> opened = new ArrayList<>();
    try {
      for (Path path : paths) {
        opened.add(SafeTensors.open(path));
      }
      return new WeightFiles(List.copyOf(opened));
    } catch (ModelFormatException e) {
      opened.forEach(SafeTensors::close);
      throw e;
    }
  }

  private void checkPlace(Path index, String tensor, String file) {
    SafeTensors holder = fileOf.get(tensor);
    if (holder == null || !holder.file().endsWith(file)) {
      throw new ModelFormatException(
          "%s says that '%s' is in %s, which lacks it".formatted(index, tensor, file));
    }
  }

  /** Paths of the weight files, in the index's order. */
  List<Path> paths() {
    return files.stream().map(SafeTensors::file).toList();
  }

  /** File names for messages. */
  String describe() {
    Path first = files.get(0).file();
    return files.size() == 1
        ? first.toString()
        : first + " and %d more".formatted(files.size() - 1);
  }

  /** Names of all tensors. */
  Iterable<String> names() {
    return Collections.unmodifiableSet(fileOf.keySet());
  }

  /** True if there is a tensor of that name. */
  boolean has(String name) {
    return fileOf.containsKey(name);
  }

  /** Number of tensors. */
  int size() {
    return fileOf.size();
  }

  /** Where a tensor lies; it must exist. */
  TensorEntry entry(String name) {
    return fileOf.get(name).entries().get(name);
  }

  /** The file that holds a tensor; it must exist. */
  Path fileOf(String name) {
    return fileOf.get(name).file();
  }

  /** Reads elements of a tensor; see {@link SafeTensors#read}. */
  void read(String name, long first, ByteBuffer target) {
    fileOf.get(name).read(entry(name), first, target);
  }

  @Override
  public void close() {
    files.forEach(SafeTensors::close);
  }
}
