package org.precis.train.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.precis.nn.ProductPrecision;
import org.precis.train.TrainerSettings;
import org.precis.train.across.AcrossSettings;
import org.precis.train.data.DataSettings;
import org.precis.train.data.Sampling;
import org.precis.train.objective.CoverageSettings;
import org.precis.train.optim.Schedule;
import org.precis.train.uotsumm.UotSummSettings;

/**
 * Everything about a training. Read by {@link TrainConfigReader}.
 *
 * @param model Hugging Face directory to start from
 * @param output where checkpoints go
 * @param cache where prepared data go
 * @param devices {@code cpu}, {@code gpu} or {@code gpu:N}; several share the batches of each step,
 *     and the first one has the optimizer and validates
 * @param threads threads of an operation on the CPU; 0 for PyTorch's own choice
 * @param data pairs
 * @param maxTokens most tokens of a batch, padding included
 * @param maxExamples most examples of a batch
 * @param sampling which examples an epoch has
 * @param optimizer what changes the weights
 * @param schedule learning rates
 * @param labelSmoothing ε of label smoothing
 * @param coverage what repeated attention costs a model that has coverage
 * @param dropout rates that replace those of the model's {@code config.json}
 * @param recompute true if layers' inner values are computed again in the backward pass instead of
 *     kept: less memory, a third more time
 * @param precision of products in training; with fp16 the loss is scaled
 * @param trainer length, checkpoints, seed
 * @param validation what validation does
 * @param across what the objective is, where it is ACROSS and not supervised learning
 * @param ncls what the objective is, where it is NCLS
 * @param uotsumm what the objective is, where it is UOTSumm
 * @param flat every given key and value
 */
public record TrainConfig(
    Path model,
    Path output,
    Path cache,
    List<String> devices,
    int threads,
    DataSettings data,
    int maxTokens,
    int maxExamples,
    Sampling sampling,
    OptimizerSettings optimizer,
    Schedule schedule,
    double labelSmoothing,
    CoverageSettings coverage,
    DropoutRates dropout,
    boolean recompute,
    ProductPrecision precision,
    TrainerSettings trainer,
    ValidationSettings validation,
    Optional<AcrossConfig> across,
    Optional<NclsConfig> ncls,
    Optional<UotSummSettings> uotsumm,
    Map<String, String> flat) {

  /** Beginnings of keys that do not change what a step does to the weights. */
  private static final List<String> FREE =
      List.of("output", "device", "data.cache", "validation.", "checkpoint.");

  /**
   * Rates that are given instead of the model's own.
   *
   * @param states see {@link org.precis.nn.Dropout}
   * @param attention see there
   * @param activation see there
   */
  public record DropoutRates(
      Optional<Double> states, Optional<Double> attention, Optional<Double> activation) {}

  /**
   * ACROSS with its teacher.
   *
   * @param teacher Hugging Face directory
   * @param settings of the losses
   */
  public record AcrossConfig(Path teacher, AcrossSettings settings) {

    /** True if negatives depend on the batches before. */
    private boolean hasQueue() {
      return settings.contrast().negatives() == AcrossSettings.Negatives.QUEUE;
    }
  }

  /**
   * NCLS's second task.
   *
   * @param sameSources true for summaries of the same sources in their own language (NCLS+MLS),
   *     false for translation (NCLS+MT)
   * @param data the task's pairs
   */
  public record NclsConfig(boolean sameSources, DataSettings data) {}

  public TrainConfig {
    devices = List.copyOf(devices);
    flat = Map.copyOf(flat);
    if (devices.size() > 1
        && (ncls.isPresent() || across.filter(AcrossConfig::hasQueue).isPresent())) {
      throw new ConfigException(
          "'device' has %d devices; an ncls objective and 'across.sampler: queue' have one order of batches, so train on one"
              .formatted(devices.size()));
    }
    if (devices.size() > trainer.accumulation()) {
      throw new ConfigException(
          "'device' has %d devices, which share the batches of a step; set 'batch.accumulation' to as many or a multiple (it is %d)"
              .formatted(devices.size(), trainer.accumulation()));
    }
  }

  /**
   * Keys in which this configuration would not continue a training, sorted.
   *
   * @param started what that training was started with
   */
  public Set<String> differences(Map<String, String> started) {
    Set<String> keys = new TreeSet<>(started.keySet());
    keys.addAll(flat.keySet());
    keys.removeIf(
        key ->
            FREE.stream().anyMatch(key::startsWith)
                || started.getOrDefault(key, "").equals(flat.getOrDefault(key, "")));
    return keys;
  }
}
