package org.precis.train.config;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Predicate;
import org.precis.train.optim.Adafactor;
import org.precis.train.optim.Adagrad;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Parameters;

/**
 * Which optimizer changes the weights. Matrices decay, vectors (norms, biases) do not, as in
 * Hugging Face's trainer.
 *
 * @param kind which one
 * @param adamW settings of that kind
 * @param adafactor settings of that kind
 * @param adagrad settings of that kind
 */
public record OptimizerSettings(
    Optimizer.Kind kind,
    AdamW.Settings adamW,
    Adafactor.Settings adafactor,
    Adagrad.Settings adagrad) {

  /**
   * A new optimizer.
   *
   * @param manager owner of its state
   */
  public Optimizer create(Parameters parameters, NDManager manager) {
    Predicate<String> decayed =
        name -> parameters.find(name).map(NDArray::getShape).orElseThrow().dimension() > 1;
    return switch (kind) {
      case ADAMW -> new AdamW(adamW, parameters, decayed, manager);
      case ADAFACTOR -> new Adafactor(adafactor, parameters, decayed, manager);
      case ADAGRAD -> new Adagrad(adagrad, parameters, decayed, manager);
    };
  }
}
