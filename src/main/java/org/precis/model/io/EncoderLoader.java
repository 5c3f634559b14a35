package org.precis.model.io;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.precis.model.ModelException;
import org.precis.model.TextEncoder;
import org.precis.model.encoder.BertFamily;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.EncoderFamily;
import org.precis.model.family.EncoderPlan;
import org.precis.nn.TorchRuntime;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerFormatException;
import org.precis.token.TokenizerLoader;

/**
 * Loads encoders from Hugging Face model directories, with the checks of {@link ModelLoader}: those
 * that are models by themselves, and those of encoder–decoder transformers, whose decoder need not
 * be in the files. Thread-safe.
 */
public final class EncoderLoader {
  private static final List<EncoderFamily> FAMILIES = List.of(new BertFamily());

  private EncoderLoader() {}

  /** An encoder with its hash. */
  private record Hashed(TextEncoder model, String hash) {}

  /**
   * Loads an encoder and its tokenizer; the caller closes the result.
   *
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @throws ModelFormatException if the directory cannot be used; the message says why
   * @throws IllegalArgumentException if there is no such device
   * @throws ModelException if memory runs out
   */
  public static LoadedEncoder load(Path directory, String device, LoadOptions options) {
    Hashed loaded = read(directory, device, options);
    boolean complete = false;
    try {
      SubwordTokenizer tokenizer = TokenizerLoader.load(directory);
      if (tokenizer.vocabularySize() > loaded.model().vocabularySize()) {
        tokenizer.close();
        throw new ModelFormatException(
            "%s: the tokenizer has %d ids, config.json's vocab_size is %d; do they belong together?"
                .formatted(directory, tokenizer.vocabularySize(), loaded.model().vocabularySize()));
      }
      complete = true;
      return new LoadedEncoder(
          directory.toAbsolutePath().normalize().getFileName().toString(),
          loaded.hash(),
          device,
          loaded.model(),
          tokenizer);
    } catch (TokenizerFormatException e) {
      throw new ModelFormatException(directory + ": " + e.getMessage(), e);
    } finally {
      if (!complete) {
        loaded.model().close();
      }
    }
  }

  /**
   * Loads what {@link #load} does but for the tokenizer, which may be absent.
   *
   * @throws ModelFormatException as {@link #load}
   * @throws IllegalArgumentException if there is no such device
   * @throws ModelException if memory runs out
   */
  public static TextEncoder loadModel(Path directory, String device, LoadOptions options) {
    return read(directory, device, options).model();
  }

  private static Hashed read(Path directory, String device, LoadOptions options) {
    if (!Files.isDirectory(directory)) {
      throw new ModelFormatException(
          directory.toAbsolutePath() + " is no directory; a model is a Hugging Face directory");
    }
    Device place = TorchRuntime.device(device);
    if (options.threads() > 0) {
      TorchRuntime.setThreads(options.threads());
    }
    Path config = directory.resolve(ConfigFile.NAME);
    try (WeightFiles files = WeightFiles.open(directory);
        Workers workers = new Workers()) {
      EncoderPlan plan = plan(directory, config, files::holds);
      WeightReader reader = new WeightReader(plan, files);
      String hash = CheckpointHash.of(config, files.paths(), workers);
      return new Hashed(build(plan, reader, place, options, workers), hash);
    }
  }

  private static EncoderPlan plan(Path directory, Path config, Predicate<String> stored) {
    ConfigFields fields = new ConfigFields(StrictJson.object(config, ConfigFile.MAX_BYTES));
    return ConfigFile.naming(
        config,
        () -> {
          String type = fields.text("model_type");
          Optional<EncoderFamily> family =
              FAMILIES.stream().filter(f -> f.modelTypes().contains(type)).findFirst();
          if (family.isPresent()) {
            return family.get().plan(fields, stored);
          }
          if (!Families.modelTypes().contains(type)) {
            throw new IllegalArgumentException(
                "model_type '%s' is unknown; known are %s"
                    .formatted(ConfigFields.shortened(type), modelTypes()));
          }
          return ConfigFile.read(directory)
              .plan(stored)
              .encoder()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a '%s' has no encoder that gives vectors of texts; take a transformer"
                              .formatted(type)));
        });
  }

  private static List<String> modelTypes() {
    return Stream.concat(
            FAMILIES.stream().flatMap(family -> family.modelTypes().stream()),
            Families.modelTypes().stream())
        .sorted()
        .toList();
  }

  private static TextEncoder build(
      EncoderPlan plan, WeightReader reader, Device device, LoadOptions options, Workers workers) {
    NDManager manager = TorchRuntime.engine().newBaseManager(device);
    boolean built = false;
    try {
      TextEncoder encoder =
          plan.build().apply(reader.read(manager, options.checkFinite(), workers), manager);
      built = true;
      return encoder;
    } catch (EngineException e) {
      throw new ModelException(
          "%d MB of weights do not fit on %s: %s"
              .formatted((reader.parameters() * Float.BYTES) >> 20, device, e.getMessage()),
          e);
    } finally {
      if (!built) {
        manager.close();
      }
    }
  }
}
