package org.precis.train.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.precis.model.io.TensorFile;
import org.precis.nn.NamedTensors;
import org.precis.train.optim.Optimizer;

/**
 * All that training needs to go on: a model folder, and in its subfolder {@code trainer} the
 * optimizer's tensors and the {@link TrainerState}.
 */
public final class Checkpoint {
  private static final String TRAINER = "trainer";
  private static final String OPTIMIZER = "optimizer.safetensors";

  private Checkpoint() {}

  /**
   * Writes a checkpoint.
   *
   * @param base directory of the model that training started from
   * @throws IOException if a file cannot be read or written
   */
  public static void write(
      Path folder, Path base, NamedTensors weights, Optimizer optimizer, TrainerState state)
      throws IOException {
    ModelFolder.write(base, weights, folder);
    Path trainer = Files.createDirectory(folder.resolve(TRAINER));
    ModelFolder.write(optimizer.state(), trainer.resolve(OPTIMIZER));
    state.write(trainer.resolve(TrainerState.FILE));
  }

  /** Where a checkpoint has what belongs to training and not to the model. */
  public static Path trainer(Path folder) {
    return folder.resolve(TRAINER);
  }

  /**
   * Where training stood.
   *
   * @throws IOException if the file cannot be read
   */
  public static TrainerState state(Path folder) throws IOException {
    return TrainerState.read(folder.resolve(TRAINER).resolve(TrainerState.FILE));
  }

  /**
   * Puts an optimizer into the state of a checkpoint.
   *
   * @throws org.precis.model.io.ModelFormatException if it is of another kind or for other weights
   */
  public static void restore(Path folder, Optimizer optimizer, TrainerState state) {
    TensorFile.readInto(folder.resolve(TRAINER).resolve(OPTIMIZER), optimizer.state());
    optimizer.resumeAt(state.updates());
  }
}
