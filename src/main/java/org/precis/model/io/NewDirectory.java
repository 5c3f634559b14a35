package org.precis.model.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes directories that appear under their name only when they are complete. */
final class NewDirectory {
  private NewDirectory() {}

  /** What fills a directory. */
  @FunctionalInterface
  interface Filling<T> {
    T fill(Path directory) throws IOException;
  }

  /**
   * Fills a directory beside the target and gives it the target's name.
   *
   * @throws IOException if the target exists or filling it fails; nothing is left then
   */
  static <T> T fill(Path target, Filling<T> filling) throws IOException {
    if (Files.exists(target)) {
      throw new IOException(target + " exists already; name a new directory");
    }
    Path place = target.toAbsolutePath().normalize();
    Files.createDirectories(place.getParent());
    Path work =
        Files.createDirectory(
            place.resolveSibling("." + place.getFileName() + ".part-" + UUID.randomUUID()));
    boolean complete = false;
    try {
      T result = filling.fill(work);
      Files.move(work, place, StandardCopyOption.ATOMIC_MOVE);
      complete = true;
      return result;
    } finally {
      if (!complete) {
        delete(work);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
