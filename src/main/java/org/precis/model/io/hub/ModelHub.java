package org.precis.model.io.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fetches models from a hub: only the files that are read, weights as safetensors where there are
 * any. Files are collected in a hidden directory beside the target, where an interrupted pull goes
 * on; the target appears when all are there, with the right sizes and checksums. Nothing of what is
 * fetched is run. Thread-safe.
 */
public final class ModelHub {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MAX_INDEX_BYTES = 50_000_000;

  private final ModelSource source;

  /** Hears what a pull does, on its thread. */
  public interface Listener {
    /**
     * The hub has answered.
     *
     * @param licence the licence that the model's card names, if any
     */
    void found(String commit, Optional<String> licence);

    /**
     * A file grows.
     *
     * @param size its whole size; 0 if that is not known
     */
    void fetching(String file, long bytes, long size);
  }

  /**
   * What was fetched.
   *
   * @param commit the revision's commit
   * @param files names of the files
   * @param unchecked names of those whose checksum is not stated
   */
  public record Pulled(String commit, List<String> files, List<String> unchecked) {}

  private ModelHub(ModelSource source) {
    this.source = source;
  }

  /** A hub over the network. */
  public static ModelHub online(HubOptions options) {
    return new ModelHub(new HubServer(options));
  }

  /**
   * The cache of Hugging Face's own tools, without any network.
   *
   * @param cache its directory, such as {@code ~/.cache/huggingface/hub}
   */
  public static ModelHub offline(Path cache) {
    return new ModelHub(new HubCache(cache));
  }

  /**
   * Fetches a model.
   *
   * @param target directory to make; must not exist
   * @throws IOException if it exists, the model cannot be had, or writing fails
   */
  public Pulled pull(HubModelId id, Path target, Listener listener) throws IOException {
    if (Files.exists(target)) {
      throw new IOException(target + " exists already; name a new directory");
    }
    HubListing listing = source.listing(id);
    listener.found(listing.commit(), listing.licence());
    Path place = target.toAbsolutePath().normalize();
    String start = listing.commit().substring(0, Math.min(12, listing.commit().length()));
    Path work = place.resolveSibling("." + place.getFileName() + ".pull-" + start);
    Files.createDirectories(work);
    List<String> files = new ArrayList<>();
    List<String> unchecked = new ArrayList<>();
    List<HubFile> left = new ArrayList<>(listing.needed(id));
    while (!left.isEmpty()) {
      HubFile file = left.remove(0);
      checkRoom(file, work);
      long size = file.size().orElse(0);
      if (!source.fetch(
          id, listing, file, work, bytes -> listener.fetching(file.name(), bytes, size))) {
        unchecked.add(file.name());
      }
      files.add(file.name());
      if (HubListing.isIndex(file.name())) {
        left.addAll(listing.shards(file.name(), index(work.resolve(file.name()))));
      }
    }
    removeOthers(work, files);
    Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
    return new Pulled(listing.commit(), List.copyOf(files), List.copyOf(unchecked));
  }

  private static void checkRoom(HubFile file, Path work) throws IOException {
    long usable = Files.getFileStore(work).getUsableSpace();
    if (file.size().orElse(0) > usable) {
      throw new IOException(
          "%s needs %d MB; %s has room for %d"
              .formatted(file.name(), file.size().orElse(0) >> 20, work, usable >> 20));
    }
  }

  static JsonNode json(byte[] body, String what) throws IOException {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw HubAnswerException.lasting(what + " is no JSON; is the address right?");
    }
  }

  private static JsonNode index(Path file) throws IOException {
    if (Files.size(file) > MAX_INDEX_BYTES) {
      throw new IOException(
          "%s has %d bytes; allowed are %d"
              .formatted(file.getFileName(), Files.size(file), MAX_INDEX_BYTES));
    }
    return json(Files.readAllBytes(file), file.getFileName().toString());
  }

  /** An earlier try may have left files behind that are not needed any more. */
  private static void removeOthers(Path work, List<String> files) throws IOException {
    List<Path> present;
    try (Stream<Path> found = Files.list(work)) {
      present = found.toList();
    }
    for (Path path : present) {
      if (!files.contains(path.getFileName().toString())) {
        Files.delete(path);
      }
    }
  }
}
