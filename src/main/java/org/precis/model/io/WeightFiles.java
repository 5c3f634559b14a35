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
 * The weights of a model directory: one file or several with an index. Thread-safe; whoever opened
 * them closes them.
 */
final class WeightFiles implements AutoCloseable {
  static final String SINGLE = "model.safetensors";
  private static final long MAX_INDEX_BYTES = 50_000_000;

  /** Formats of weights, the one that is preferred first. */
  enum Format {
    SAFETENSORS(SINGLE, ".safetensors"),
    TORCH("pytorch_model.bin", ".bin");

    private final String single;
    private final String extension;

    Format(String single, String extension) {
      this.single = single;
      this.extension = extension;
    }

    private String index() {
      return single + ".index.json";
    }

    private WeightFile open(Path file) {
      return this == TORCH ? TorchFile.open(file) : SafeTensors.open(file);
    }
  }

  private final List<WeightFile> files;
  private final Map<String, WeightFile> fileOf = new LinkedHashMap<>();

  private WeightFiles(List<WeightFile> files) {
    this.files = files;
    for (WeightFile file : files) {
      for (String name : file.entries().keySet()) {
        WeightFile other = fileOf.put(name, file);
        if (other != null) {
          throw new ModelFormatException(
              "tensor '%s' is in %s and in %s; one file must hold it"
                  .formatted(name, other.file(), file.file().getFileName()));
        }
      }
    }
  }

  /**
   * Opens a directory's weights, the first that there are of: {@code model.safetensors}, the files
   * of its index, {@code pytorch_model.bin}, the files of its index.
   *
   * @throws ModelFormatException if there are none or they break a rule of the format
   */
  static WeightFiles open(Path directory) {
    for (Format format : Format.values()) {
      if (Files.exists(directory.resolve(format.single))) {
        return open(List.of(directory.resolve(format.single)), format);
      }
      if (Files.exists(directory.resolve(format.index()))) {
        return openSharded(directory.resolve(format.index()), format);
      }
    }
    throw new ModelFormatException(
        "%s has neither %s nor %s, nor an index of one; is it a Hugging Face model directory?"
            .formatted(directory, Format.SAFETENSORS.single, Format.TORCH.single));
  }

  private static WeightFiles openSharded(Path index, Format format) {
    JsonNode map = StrictJson.object(index, MAX_INDEX_BYTES).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw new ModelFormatException(index + " needs a weight_map with at least one tensor");
    }
    Map<String, Path> shards = new LinkedHashMap<>();
    map.fields()
        .forEachRemaining(
            field ->
                shards.computeIfAbsent(
                    field.getValue().asText(), name -> shard(index, name, format)));
    WeightFiles weights = open(List.copyOf(shards.values()), format);
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
  private static Path shard(Path index, String name, Format format) {
    if (!name.matches("[A-Za-z0-9._-]{1,200}") || !name.endsWith(format.extension)) {
      throw new ModelFormatException(
          "%s names the file '%s'; only plain names ending in %s, in the same directory, are allowed"
              .formatted(index, printable(name), format.extension));
    }
    return index.resolveSibling(name);
  }

  private static String printable(String name) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }

  private static WeightFiles open(List<Path> paths, Format format) {
    List<WeightFile> opened = new ArrayList<>();
    try {
      for (Path path : paths) {
        opened.add(format.open(path));
      }
      return new WeightFiles(List.copyOf(opened));
    } catch (ModelFormatException e) {
      opened.forEach(WeightFile::close);
      throw e;
    }
  }

  private void checkPlace(Path index, String tensor, String file) {
    WeightFile holder = fileOf.get(tensor);
    if (holder == null || !holder.file().endsWith(file)) {
      throw new ModelFormatException(
          "%s says that '%s' is in %s, which lacks it".formatted(index, tensor, file));
    }
  }

  /** Paths of the weight files, in the index's order. */
  List<Path> paths() {
    return files.stream().map(WeightFile::file).toList();
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

  /**
   * True if there is a tensor of that name and it is more than another name of an earlier one: tied
   * tensors count once, as in formats that hold them once.
   */
  boolean holds(String name) {
    return has(name) && !isCopy(name);
  }

  /** True if a tensor, which must exist, is another name of an earlier one. */
  boolean isCopy(String name) {
    return fileOf.get(name).copies().contains(name);
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

  /** Reads elements of a tensor; see {@link WeightFile#read}. */
  void read(String name, long first, ByteBuffer target) {
    fileOf.get(name).read(entry(name), first, target);
  }

  @Override
  public void close() {
    files.forEach(WeightFile::close);
  }
}
