package org.precis.train.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a training: folders {@code step-00000100} of one directory. A folder has that
 * name only when all of it is on the disk, so whatever is there can be used, at any moment the
 * process may have died. Not thread-safe; one process at a time.
 */
public final class CheckpointDirectory {
  private static final Pattern COMPLETE = Pattern.compile("step-(\\d{8,18})");
  private static final String PARTIAL = ".writing-";
  private static final String REMOVED = ".removing-";

  private final Path directory;

  /** Fills a checkpoint's folder. */
  @FunctionalInterface
  public interface Content {
    /** Writes all files into an empty folder. */
    void write(Path folder) throws IOException;
  }

  /**
   * The checkpoints below a directory, which is made if it is absent. What a killed process left
   * half done is removed.
   *
   * @throws IOException if the directory cannot be used
   */
  public CheckpointDirectory(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    for (Path path : list()) {
      String name = path.getFileName().toString();
      if (name.startsWith(PARTIAL) || name.startsWith(REMOVED)) {
        delete(path);
      }
    }
  }

  /** Steps of all complete checkpoints, ascending. */
  public List<Long> steps() throws IOException {
    return list().stream()
        .map(path -> COMPLETE.matcher(path.getFileName().toString()))
        .filter(matcher -> matcher.matches())
        .map(matcher -> Long.valueOf(matcher.group(1)))
        .sorted()
        .toList();
  }

  /** Step of the last complete checkpoint. */
  public Optional<Long> latest() throws IOException {
    List<Long> steps = steps();
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  /** Folder of a step's checkpoint. */
  public Path folder(long step) {
    return directory.resolve("step-%08d".formatted(step));
  }

  /**
   * Writes a checkpoint. It appears whole or not at all.
   *
   * @throws IOException if anything cannot be written, such as for want of space; no other
   *     checkpoint is touched then, and nothing of this one stays
   */
  public void write(long step, Content content) throws IOException {
    Path partial = directory.resolve(PARTIAL + step);
    try {
      Files.createDirectories(partial);
      content.write(partial);
      synchronise(partial);
      Path complete = folder(step);
      if (Files.exists(complete)) {
        remove(step);
      }
      move(partial, complete);
      force(directory);
    } catch (IOException e) {
      delete(partial);
      Optional<Long> last = latest();
      throw new IOException(
          "the checkpoint of step %d could not be written to %s: %s; %s"
              .formatted(
                  step,
                  directory,
                  e.getMessage(),
                  last.isPresent()
                      ? "that of step %d is whole, and the same command goes on from there"
                          .formatted(last.get())
                      : "there is no earlier one"),
          e);
    }
  }

  /**
   * Removes all checkpoints but some.
   *
   * @param kept their steps
   */
  public void removeAllBut(Set<Long> kept) throws IOException {
    for (long step : steps()) {
      if (!kept.contains(step)) {
        remove(step);
      }
    }
  }

  /** Takes the name away first, so that no half removed checkpoint passes for a complete one. */
  private void remove(long step) throws IOException {
    Path removed = directory.resolve(REMOVED + step);
    move(folder(step), removed);
    delete(removed);
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /** Makes sure that all of a folder is on the disk before its name says so. */
  private static void synchronise(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        force(path);
      }
    }
  }

  private static void force(Path path) throws IOException {
    if (Files.isDirectory(path) && System.getProperty("os.name").startsWith("Windows")) {
      return; // Windows does not open directories
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> paths = Files.walk(path)) {
        for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
