package org.precis.train.uotsumm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.precis.model.counter.CounterNetwork;
import org.precis.model.io.CounterFile;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.SafeTensorsWriter;
import org.precis.model.io.TensorFile;
import org.precis.nn.GradientScope;
import org.precis.nn.NamedTensors;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.GradientClip;
import org.precis.train.optim.Parameters;

/**
 * The counter under training: its weights, their gradients and its own optimizer (Adam). What it
 * reads are numbers, so that no gradient can reach the encoder that they come from. Not
 * thread-safe.
 */
public final class CounterTraining {
  private static final String OPTIMIZER = "counter-optimizer.safetensors";
  private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.999, 1e-8, 0);

  private final CounterNetwork network;
  private final Parameters parameters;
  private final AdamW optimizer;
  private final double rate;
  private final double gradientNorm;
  private final NDManager manager;

  /**
   * A counter that has not learned anything.
   *
   * @param states width of the encoder's states
   * @param seed of its weights
   * @param manager owner of its tensors
   */
  public CounterTraining(UotSummSettings settings, long states, long seed, NDManager manager) {
    this.manager = manager;
    rate = settings.counterRate();
    gradientNorm = settings.counterGradientNorm();
    int width = settings.counterWidth();
    Map<String, NDArray> weights = new HashMap<>();
    CounterNetwork.shapes(states, width, width / 2)
        .forEach((name, shape) -> weights.put(name, CounterStart.of(name, shape, seed, manager)));
    network = new CounterNetwork(settings.counter(), new NamedTensors(weights));
    parameters = new Parameters(network.weights(), name -> true, manager);
    optimizer = new AdamW(ADAM, parameters, name -> false, manager);
  }

  /**
   * Goes on from a checkpoint, or from the counter of the model that training starts from.
   *
   * @param model directory with a counter; nothing happens where it has none
   * @param trainer the checkpoint's folder for what belongs to training, if it is one
   * @param steps updates done
   * @throws ModelFormatException if the counter has another size
   */
  public void resume(Path model, Optional<Path> trainer, long steps) {
    if (model.resolve(CounterFile.NAME).toFile().exists()) {
      TensorFile.readInto(model.resolve(CounterFile.NAME), network.weights());
    }
    if (trainer.isPresent()) {
      TensorFile.readInto(trainer.get().resolve(OPTIMIZER), optimizer.state());
      optimizer.resumeAt(steps);
    }
  }

  /**
   * Writes what serving needs beside a model, and what training needs to go on.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(Path model, Path trainer, int sentenceEnd) throws IOException {
    CounterFile.write(model, network, sentenceEnd);
    NamedTensors state = optimizer.state();
    SafeTensorsWriter.write(
        trainer.resolve(OPTIMIZER),
        new TreeSet<>(state.names())
            .stream().map(name -> SafeTensorsWriter.Tensor.of(name, state.get(name))).toList());
  }

  /** The network. */
  public CounterNetwork network() {
    return network;
  }

  /** The weights with their gradients. */
  public Parameters parameters() {
    return parameters;
  }

  /** Scores without gradients. */
  double[] scores(float[][] means) {
    return network.scores(means, manager);
  }

  /**
   * Scores, and adds to the gradients what a loss makes of them.
   *
   * @param means of the encoder's states over each section
   * @param gradient gives the loss's derivatives by the scores
   */
  void accumulate(float[][] means, UnaryOperator<double[]> gradient) {
    try (GradientScope scope = GradientScope.record()) {
      NDArray scores = network.scores(manager.create(means));
      double[] slopes = gradient.apply(numbers(scores));
      float[] values = new float[slopes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) slopes[i];
      }
      scope.backward(scores, manager.create(values, new Shape(values.length)));
    }
  }

  /** One update with all that was added since the last one. */
  void update() {
    double norm = parameters.gradientNorm();
    if (!Double.isFinite(norm)) {
      throw new IllegalStateException(
          "the norm of the counter's gradients is %s; try a lower uotsumm.counter_learning_rate"
              .formatted(norm));
    }
    optimizer.step(rate, GradientClip.scale(norm, gradientNorm));
    parameters.zeroGradients();
  }

  private static double[] numbers(NDArray scores) {
    float[] values = scores.toFloatArray();
    double[] numbers = new double[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[i];
    }
    return numbers;
  }
}
