package org.precis.model.io;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.precis.model.ModelException;
import org.precis.model.SentenceCounter;
import org.precis.model.counter.ServedCounter;
import org.precis.model.family.NetworkPlan;
import org.precis.model.family.ServingOptions;
import org.precis.model.family.ServingPlan;
import org.precis.model.session.Network;
import org.precis.model.session.NetworkModel;
import org.precis.nn.Dropout;
import org.precis.nn.TorchRuntime;
import org.precis.token.SubwordTokenizer;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerFormatException;
import org.precis.token.TokenizerLoader;
import org.precis.token.WordLevelTokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a Hugging Face model directory: {@code config.json}, the weights as safetensors, {@code
 * generation_config.json} if there is one, the tokenizer. Names, shapes and types are checked
 * before memory is taken; weights become fp32. Thread-safe.
 *
 * <p>A model's hash covers the bytes of configuration and weights: the SHA-256 of the SHA-256
 * digests of their 64 MiB blocks, with names and sizes, so that threads can share the work.
 */
public final class ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  private ModelLoader() {}

  /** {@link #load(Path, String, LoadOptions, OutputTokens)} with all tokens. */
  public static LoadedModel load(Path directory, String device, LoadOptions options) {
    return load(directory, device, options, OutputTokens.ALL);
  }

  /** {@link #load(Path, String, LoadOptions)} with {@link LoadOptions#DEFAULT}. */
  public static LoadedModel load(Path directory, String device) {
    return load(directory, device, LoadOptions.DEFAULT);
  }

  /**
   * Loads {@code directory}; the caller closes the result.
   *
   * @param device {@code cpu}, {@code gpu}, {@code gpu:N}, or {@code auto} for the first GPU that
   *     works
   * @param outputs tokens that may be decoded, where it is loaded to serve
   * @throws ModelFormatException if the directory cannot be used; the message says why
   * @throws IllegalArgumentException if there is no such device
   * @throws ModelException if memory runs out
   */
  public static LoadedModel load(
      Path directory, String device, LoadOptions options, OutputTokens outputs) {
    requireDirectory(directory);
    Tokenizer tokenizer = tokenizer(directory);
    boolean complete = false;
    try {
      Optional<int[]> ids = outputs.of(directory, tokenizer);
      LoadedNetwork network =
          loadNetwork(directory, device, ids.isPresent() ? options.withOutputs(ids) : options);
      LoadedModel loaded =
          new LoadedModel(
              network.name(),
              network.hash(),
              network.device(),
              network.model(),
              tokenizer,
              network.generation(),
              network.model().outputs(),
              counter(directory, network));
      checkVocabulary(directory, tokenizer, network);
      complete = true;
      return loaded;
    } finally {
      if (!complete) {
        tokenizer.close();
      }
    }
  }

  private static Optional<SentenceCounter> counter(Path directory, LoadedNetwork network) {
    boolean usable = false;
    try {
      Optional<SentenceCounter> counter =
          CounterFile.read(directory, network.model().manager())
              .map(c -> new ServedCounter(network.model(), c, CounterFile.hash(directory)));
      usable = true;
      return counter;
    } finally {
      if (!usable) {
        network.close();
      }
    }
  }

  private static void requireDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ModelFormatException(
          directory.toAbsolutePath() + " is no directory; a model is a Hugging Face directory");
    }
  }

  private static Tokenizer tokenizer(Path directory) {
    try {
      return TokenizerLoader.open(directory);
    } catch (TokenizerFormatException e) {
      String message = e.getMessage();
      throw new ModelFormatException(
          message.contains(directory.toString()) ? message : directory + ": " + message, e);
    }
  }

  private static void checkVocabulary(Path directory, Tokenizer tokenizer, LoadedNetwork network) {
    int rows = network.model().spec().vocabularySize();
    int ids =
        tokenizer.subwords().map(SubwordTokenizer::vocabularySize).orElse(WordLevelTokenizer.IDS);
    if (ids > rows) {
      network.close();
      throw new ModelFormatException(
          "%s: the tokenizer has %d ids, config.json's vocab_size is %d; do they belong together?"
              .formatted(directory, ids, rows));
    }
  }

  /**
   * Loads what {@link #load} does but for the tokenizer, which may be absent.
   *
   * @throws ModelFormatException as {@link #load}
   * @throws IllegalArgumentException if there is no such device
   * @throws ModelException if memory runs out
   */
  public static LoadedNetwork loadNetwork(Path directory, String device, LoadOptions options) {
    long start = System.nanoTime();
    requireDirectory(directory);
    String chosen = TorchRuntime.resolve(device);
    Device place = TorchRuntime.device(chosen);
    if (options.threads() > 0) {
      TorchRuntime.setThreads(options.threads());
    }
    ConfigFile config = ConfigFile.read(directory);
    try (WeightFiles files = WeightFiles.open(directory);
        Workers workers = new Workers()) {
      NetworkPlan plan = config.plan(files::holds);
      WeightReader reader = new WeightReader(plan, files);
      String hash = CheckpointHash.of(config.file(), files.paths(), workers);
      LoadedNetwork loaded =
          new LoadedNetwork(
              directory.toAbsolutePath().normalize().getFileName().toString(),
              hash,
              chosen,
              build(
                  plan,
                  new FileWeights(directory, reader, options.checkFinite()),
                  place,
                  options,
                  workers),
              config.generation(),
              reader.parameters(),
              reader.unused());
      log(loaded, start);
      return loaded;
    }
  }

  /**
   * What a model directory's {@code config.json} says about dropout, for training.
   *
   * @throws ModelFormatException if the file cannot be used
   */
  public static Dropout dropout(Path directory) {
    requireDirectory(directory);
    return ConfigFile.read(directory).dropout();
  }

  /** The reference network, also where nothing faster serves a model. */
  private static NetworkModel eager(Network network, LoadOptions options, NDManager manager) {
    return new NetworkModel(network, options.serving().flatMap(ServingOptions::outputs), manager);
  }

  private static NetworkModel build(
      NetworkPlan plan, FileWeights weights, Device device, LoadOptions options, Workers workers) {
    NDManager manager = TorchRuntime.engine().newBaseManager(device);
    boolean built = false;
    try {
      Optional<ServingPlan> serving = options.serving().flatMap(any -> plan.serving());
      NetworkModel model =
          serving.isPresent()
              ? new NetworkModel(
                  serving.get().load(weights, options.serving().get(), manager), manager)
              : eager(
                  plan.build()
                      .apply(
                          weights.reader().read(manager, options.checkFinite(), workers), manager),
                  options,
                  manager);
      built = true;
      return model;
    } catch (EngineException e) {
      throw new ModelException(
          "%d MB of weights do not fit on %s: %s"
              .formatted(
                  (weights.reader().parameters() * Float.BYTES) >> 20, device, e.getMessage()),
          e);
    } finally {
      if (!built) {
        manager.close();
      }
    }
  }

  private static void log(LoadedNetwork loaded, long start) {
    List<String> unused = loaded.unused();
    LOG.info(
        "Loaded {} ({}, {} M parameters, hash {}) on {} in {} ms{}",
        loaded.name(),
        loaded.model().spec().modelType(),
        loaded.parameters() / 1_000_000,
        loaded.hash().substring(0, 12),
        loaded.device(),
        (System.nanoTime() - start) / 1_000_000,
        unused.isEmpty() ? "" : "; unused tensors: " + unused);
  }
}
