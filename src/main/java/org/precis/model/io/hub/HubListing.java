package org.precis.model.io.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a hub says of a repository ({@code /api/models/ID/revision/REV?blobs=true}).
 *
 * @param commit the commit that the revision stands for
 * @param licence the licence that its card names, if any
 * @param files its files by name
 */
record HubListing(String commit, Optional<String> licence, Map<String, HubFile> files) {
  /** Files that are read where they are present (Hugging Face's names and ours). */
  private static final List<String> SMALL =
      List.of(
          "config.json",
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
          "lexicon.tsv.gz");

  /** Weights, the preferred first; each alone or with an index and shards. */
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");

  private static final String INDEX = ".index.json";
  private static final int MAX_FILES = 100_000;

  /**
   * Reads the hub's answer.
   *
   * @throws IOException if it is none
   */
  static HubListing of(JsonNode json, HubModelId id) throws IOException {
    String commit = json.path("sha").asText();
    JsonNode siblings = json.path("siblings");
    if (!commit.matches("[0-9a-f]{40}") || !siblings.isArray() || siblings.size() > MAX_FILES) {
      throw HubAnswerException.lasting(
          "the hub's answer about %s has no commit or no list of files; is the address right?"
              .formatted(id));
    }
    Map<String, HubFile> files = new LinkedHashMap<>();
    for (JsonNode sibling : siblings) {
      String name = sibling.path("rfilename").asText();
      JsonNode size = sibling.path("size");
      String checksum = sibling.at("/lfs/sha256").asText(sibling.at("/lfs/oid").asText(""));
      files.put(
          name,
          new HubFile(
              name,
              size.isIntegralNumber() && size.asLong() >= 0
                  ? OptionalLong.of(size.asLong())
                  : OptionalLong.empty(),
              Checksum.find(checksum.isEmpty() ? sibling.path("blobId").asText() : checksum)));
    }
    return new HubListing(commit, licence(json), files);
  }

  private static Optional<String> licence(JsonNode json) {
    String stated = json.at("/cardData/license").asText();
    if (stated.equals("other")) {
      stated = json.at("/cardData/license_name").asText(stated);
    }
    if (stated.isEmpty()) {
      for (JsonNode tag : json.path("tags")) {
        if (tag.asText().startsWith("license:")) {
          stated = tag.asText().substring("license:".length());
        }
      }
    }
    String printable = stated.replaceAll("\\p{Cntrl}", " ").strip();
    return printable.isEmpty()
        ? Optional.empty()
        : Optional.of(printable.substring(0, Math.min(100, printable.length())));
  }

  /**
   * The files to fetch first: configuration, tokenizer, and the weights or their index.
   *
   * @throws IOException if it has no configuration or no weights
   */
  List<HubFile> needed(HubModelId id) throws IOException {
    if (!files.containsKey(SMALL.get(0))) {
      throw new IOException(id + " has no config.json; it is no model that can be loaded");
    }
    List<HubFile> needed =
        new ArrayList<>(SMALL.stream().filter(files::containsKey).map(files::get).toList());
    for (String weights : WEIGHTS) {
      for (String name : List.of(weights, weights + INDEX)) {
        if (files.containsKey(name)) {
          needed.add(files.get(name));
          return needed;
        }
      }
    }
    throw new IOException(
        "%s has neither of %s, nor an index of one; its weights are of another kind"
            .formatted(id, WEIGHTS));
  }

  /** True for the name of an index of shards. */
  static boolean isIndex(String name) {
    return name.endsWith(INDEX);
  }

  /** True for files that may be of any size. */
  static boolean isWeights(String name) {
    return !SMALL.contains(name) && !isIndex(name);
  }

  /**
   * The shards that an index names.
   *
   * @throws IOException if a name leads elsewhere or is no file of the repository
   */
  List<HubFile> shards(String index, JsonNode json) throws IOException {
    String extension = index.contains("safetensors") ? ".safetensors" : ".bin";
    Set<String> names = new LinkedHashSet<>();
    json.path("weight_map").forEach(name -> names.add(name.asText()));
    List<HubFile> shards = new ArrayList<>();
    for (String name : names) {
      HubFile file = files.get(name);
      if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}") || !name.endsWith(extension)) {
        throw new IOException(
            "%s names the file '%s'; only plain names ending in %s, in the same directory, are allowed"
                .formatted(
                    index,
                    name.substring(0, Math.min(200, name.length())).replaceAll("\\p{Cntrl}", "?"),
                    extension));
      }
      if (file == null) {
        throw new IOException(index + " names '" + name + "', which the repository lacks");
      }
      shards.add(file);
    }
    if (shards.isEmpty()) {
      throw new IOException(index + " names no files");
    }
    return shards;
  }
}
