package org.precis.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.precis.train.checkpoint.CheckpointDirectory;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.checkpoint.TrainerState.Evaluated;

/** The folder {@code model} of a finished training: the best checkpoint without trainer's state. */
final class BestModel {
  static final String FOLDER = "model";
  private static final String PARTIAL = ".model.part";

  private BestModel() {}

  /**
   * Makes the folder, replacing an older one. The step is that with the best score, else the last.
   *
   * @throws IOException if a file cannot be written
   */
  static void publish(Path output, CheckpointDirectory checkpoints, TrainerState state)
      throws IOException {
    Set<Long> present = Set.copyOf(checkpoints.steps());
    long best =
        state.evaluations().stream()
            .filter(evaluated -> present.contains(evaluated.step()))
            .max(Comparator.comparingDouble(Evaluated::score))
            .map(Evaluated::step)
            .orElse(state.step());
    Path partial = output.resolve(PARTIAL);
    delete(partial);
    Files.createDirectory(partial);
    for (Path file : files(checkpoints.folder(best))) {
      link(file, partial.resolve(file.getFileName()));
    }
    Path model = output.resolve(FOLDER);
    delete(model);
    Files.move(partial, model);
  }

  /** A checkpoint's files never change, so both names may mean one file. */
  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(file, name);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      for (Path file : files(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
