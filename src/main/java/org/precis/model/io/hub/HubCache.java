package org.precis.model.io.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The cache that Hugging Face's own tools keep: {@code models--OWNER--NAME/refs/REVISION} holds a
 * commit, {@code snapshots/COMMIT} the files, as links to {@code blobs/CHECKSUM} where the file
 * system has links. Only read. Thread-safe.
 */
final class HubCache implements ModelSource {
  private static final int MAX_REFERENCE_BYTES = 100;

  private final Path cache;

  HubCache(Path cache) {
    this.cache = cache;
  }

  @Override
  public HubListing listing(HubModelId id) throws IOException {
    Path model = model(id);
    String commit = commit(id, model);
    Path snapshot = model.resolve("snapshots").resolve(commit);
    if (!Files.isDirectory(snapshot)) {
      throw absent(id);
    }
    List<Path> paths;
    try (Stream<Path> found = Files.list(snapshot)) {
      paths = found.filter(Files::isRegularFile).toList();
    }
    Map<String, HubFile> files = new LinkedHashMap<>();
    for (Path path : paths) {
      String name = path.getFileName().toString();
      Optional<Checksum> checksum =
          Files.isSymbolicLink(path)
              ? Checksum.find(Files.readSymbolicLink(path).getFileName().toString())
              : Optional.empty();
      files.put(name, new HubFile(name, OptionalLong.of(Files.size(path)), checksum));
    }
    return new HubListing(commit, Optional.empty(), files);
  }

  private Path model(HubModelId id) {
    return cache.resolve("models--" + id.repository().replace("/", "--"));
  }

  private String commit(HubModelId id, Path model) throws IOException {
    Path reference = model.resolve("refs").resolve(id.revision());
    if (!Files.isRegularFile(reference)) {
      return id.revision();
    }
    if (Files.size(reference) > MAX_REFERENCE_BYTES) {
      throw new IOException(reference + " holds no commit");
    }
    String commit = Files.readString(reference).strip();
    if (!commit.matches("[0-9a-f]{40}")) {
      throw new IOException(reference + " holds no commit");
    }
    return commit;
  }

  private IOException absent(HubModelId id) {
    return new IOException(
        "%s has no %s; fetch it once without --offline, or name another --cache"
            .formatted(cache, id));
  }

  @Override
  public boolean fetch(
      HubModelId id, HubListing listing, HubFile file, Path directory, LongConsumer progress)
      throws IOException {
    Path source = model(id).resolve("snapshots").resolve(listing.commit()).resolve(file.name());
    Path target = directory.resolve(file.name());
    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    progress.accept(Files.size(target));
    if (file.checksum().isPresent() && !file.checksum().get().matches(target)) {
      Files.delete(target);
      throw new IOException(source + " has another checksum than its name says; fetch it again");
    }
    return file.checksum().isPresent();
  }
}
