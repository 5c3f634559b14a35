package org.precis.train.run;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.Network;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.Dropout;
import org.precis.nn.NamedTensors;
import org.precis.nn.ProductPrecision;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;
import org.precis.train.Trainer;
import org.precis.train.TrainingListener;
import org.precis.train.Validator;
import org.precis.train.baseline.SecondDecoder;
import org.precis.train.checkpoint.Checkpoint;
import org.precis.train.checkpoint.CheckpointDirectory;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.config.ConfigException;
import org.precis.train.config.TrainConfig;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;
import org.precis.train.data.BatchStream;
import org.precis.train.data.PreparedData;
import org.precis.train.objective.DataParallelObjective;
import org.precis.train.objective.Objective;
import org.precis.train.optim.LossScale;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Parameters;

/**
 * A configured training with all that belongs to it: goes on from the output's last checkpoint
 * where there is one. Whoever opened it closes it. Not thread-safe.
 */
public final class TrainingRun implements AutoCloseable {
  private final TrainConfig config;
  private final Tokenizer tokenizer;
  private final PreparedData data;
  private final CheckpointDirectory checkpoints;
  private final TrainerState start;
  private final LoadedNetwork loaded;
  private final List<LoadedNetwork> networks;
  private final Optional<SecondDecoder> second;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final Objective objective;

  /** Makes what is minimised. */
  @FunctionalInterface
  public interface ObjectiveFactory {
    /**
     * An objective for one network.
     *
     * @throws IOException if a file that it needs cannot be read or written
     */
    Objective create(Start start) throws IOException;
  }

  /**
   * What an objective is made for.
   *
   * @param copy which of the configuration's devices the network is on, by its place
   * @param second another decoder on the network's encoder, for objectives that have two
   * @param parameters the weights that are trained
   * @param dropout what is dropped
   * @param tokenizer the model's
   * @param data the pairs
   * @param order in which they come
   * @param position how far they are done
   * @param from directory of the model, which may be a checkpoint's
   * @param checkpoint where training stands, if that is not its beginning
   * @param manager owner of what the objective makes; outlives it
   */
  public record Start(
      int copy,
      Network network,
      Optional<SecondDecoder> second,
      Parameters parameters,
      Dropout dropout,
      Tokenizer tokenizer,
      PreparedData data,
      BatchOrder order,
      BatchPosition position,
      Path from,
      Optional<TrainerState> checkpoint,
      NDManager manager) {

    /** The same for the network on another device. */
    Start on(int device, Network other, Parameters weights, NDManager owner) {
      return new Start(
          device,
          other,
          second,
          weights,
          dropout,
          tokenizer,
          data,
          order,
          position,
          from,
          checkpoint,
          owner);
    }

    /**
     * The network, for objectives that know transformers only.
     *
     * @throws ConfigException if it is none
     */
    TransformerNetwork transformer() {
      return TrainingRun.transformer(network);
    }
  }

  /**
   * @param networks gets every network that is loaded, also before a failure
   */
  private TrainingRun(
      TrainConfig config,
      Tokenizer tokenizer,
      List<LoadedNetwork> networks,
      ObjectiveFactory factory,
      LongConsumer progress)
      throws IOException {
    this.config = config;
    this.tokenizer = tokenizer;
    this.networks = networks;
    data = PreparedData.open(config.data(), tokenizer, config.cache(), progress);
    if (data.train().size() == 0) {
      throw new ConfigException("no pair to train on is left; see " + data.directory());
    }
    checkpoints = new CheckpointDirectory(config.output());
    Optional<Long> latest = checkpoints.latest();
    Path from = latest.isPresent() ? checkpoints.folder(latest.get()) : config.model();
    start =
        latest.isPresent()
            ? Checkpoint.state(from)
            : TrainerState.start(lossScale(config), config.flat());
    requireSameSettings();
    loaded = load(from, config.devices().get(0));
    NDManager manager = loaded.model().manager();
    Network network = loaded.model().network();
    second = config.ncls().map(ncls -> new SecondDecoder(transformer(network), manager));
    if (latest.isPresent()) {
      second.ifPresent(decoder -> decoder.read(Checkpoint.trainer(from)));
    }
    NamedTensors weights = second.map(SecondDecoder::all).orElse(network.weights());
    parameters = new Parameters(weights, TrainingRun::isTrained, manager);
    optimizer = config.optimizer().create(parameters, manager);
    if (latest.isPresent()) {
      Checkpoint.restore(from, optimizer, start);
    }
    Start first =
        new Start(
            0,
            network,
            second,
            parameters,
            dropout(config),
            tokenizer,
            data,
            order(),
            start.position(),
            from,
            latest.map(step -> start),
            manager);
    objective = config.devices().size() == 1 ? factory.create(first) : shared(factory, first);
  }

  private static Optional<LossScale> lossScale(TrainConfig config) {
    return config.precision() == ProductPrecision.FP16
        ? Optional.of(LossScale.START)
        : Optional.empty();
  }

  private LoadedNetwork load(Path from, String device) {
    LoadedNetwork network =
        ModelLoader.loadNetwork(from, device, new LoadOptions(true, config.threads()));
    networks.add(network);
    return network;
  }

  /** The objective on all devices. */
  private Objective shared(ObjectiveFactory factory, Start first) throws IOException {
    List<DataParallelObjective.Copy> all = new ArrayList<>();
    boolean complete = false;
    try {
      all.add(new DataParallelObjective.Copy(factory.create(first), parameters));
      addCopies(factory, first, all);
      complete = true;
      return new DataParallelObjective(all);
    } finally {
      if (!complete) {
        DataParallelObjective.closeAll(all);
      }
    }
  }

  /** The objective on all devices but the first. */
  private void addCopies(
      ObjectiveFactory factory, Start first, List<DataParallelObjective.Copy> all)
      throws IOException {
    for (int device = 1; device < config.devices().size(); device++) {
      LoadedNetwork copy = load(first.from(), config.devices().get(device));
      Network network = copy.model().network();
      NDManager manager = copy.model().manager();
      Parameters weights = new Parameters(network.weights(), TrainingRun::isTrained, manager);
      all.add(
          new DataParallelObjective.Copy(
              factory.create(first.on(device, network, weights, manager)), weights));
    }
  }

  /**
   * Prepares data where needed, loads the model or the last checkpoint.
   *
   * @param factory what is minimised
   * @param progress told the number of rows read so far, while data are prepared
   * @throws IOException if a file cannot be read or written
   * @throws ConfigException if the output holds a training with other settings
   */
  public static TrainingRun open(
      TrainConfig config, ObjectiveFactory factory, LongConsumer progress) throws IOException {
    Tokenizer tokenizer = TokenizerLoader.open(config.model());
    List<LoadedNetwork> networks = new ArrayList<>();
    boolean opened = false;
    try {
      TrainingRun run = new TrainingRun(config, tokenizer, networks, factory, progress);
      opened = true;
      return run;
    } finally {
      if (!opened) {
        networks.forEach(LoadedNetwork::close);
        tokenizer.close();
      }
    }
  }

  private void requireSameSettings() {
    Set<String> differences = config.differences(start.settings());
    if (!differences.isEmpty()) {
      throw new ConfigException(
          "%s holds a training with other values of %s; name another output, or remove that one"
              .formatted(config.output(), differences));
    }
  }

  private static TransformerNetwork transformer(Network network) {
    if (network instanceof TransformerNetwork transformer) {
      return transformer;
    }
    throw new ConfigException(
        network.spec().modelType() + " models cannot be trained with this objective");
  }

  /** The bias of the logits is a constant in Hugging Face's networks. */
  private static boolean isTrained(String name) {
    return !name.equals(WeightNames.LOGITS_BIAS);
  }

  private static Dropout dropout(TrainConfig config) {
    Dropout own = ModelLoader.dropout(config.model());
    TrainConfig.DropoutRates given = config.dropout();
    return own.with(
        given.states().orElse(own.states()),
        given.attention().orElse(own.attention()),
        given.activation().orElse(own.activation()));
  }

  /** The pairs. */
  public PreparedData data() {
    return data;
  }

  /** Where training stands at its beginning. */
  public TrainerState start() {
    return start;
  }

  /** The model, with its weights. */
  public LoadedNetwork model() {
    return loaded;
  }

  /** The weights that are trained. */
  public Parameters parameters() {
    return parameters;
  }

  /** Number of values in the optimizer's state. */
  public long optimizerSize() {
    return TrainingPlan.size(optimizer.state().tensors().values());
  }

  /** The order of the batches. */
  public BatchOrder order() {
    return new BatchOrder(
        data.train(),
        config.maxTokens(),
        config.maxExamples(),
        config.trainer().seed(),
        config.sampling());
  }

  /**
   * Trains to the end.
   *
   * @param stop asked between steps
   * @throws IOException if a checkpoint cannot be written
   * @throws org.precis.train.TrainingException if training cannot go on
   */
  public Trainer.Outcome train(TrainingListener listener, BooleanSupplier stop) throws IOException {
    BatchOrder measured =
        new BatchOrder(data.validation(), config.maxTokens(), config.maxExamples(), 0);
    Trainer trainer =
        new Trainer(
            config.trainer(),
            config.schedule(),
            objective,
            parameters,
            optimizer,
            new BatchStream(order(), start.position()),
            new Validator(
                measured,
                objective,
                ValidationTexts.metrics(config, loaded, tokenizer, objective.counter()),
                config.validation().metric()),
            checkpoints,
            this::write,
            listener,
            start);
    Trainer.Outcome outcome = trainer.run(stop);
    if (outcome != Trainer.Outcome.STOPPED) {
      BestModel.publish(config.output(), checkpoints, trainer.state());
    }
    return outcome;
  }

  private void write(Path folder, TrainerState state) throws IOException {
    Checkpoint.write(folder, config.model(), loaded.model().network().weights(), optimizer, state);
    if (second.isPresent()) {
      second.get().write(Checkpoint.trainer(folder));
    }
    objective.write(folder, Checkpoint.trainer(folder));
  }

  @Override
  public void close() {
    try {
      objective.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      networks.forEach(LoadedNetwork::close);
      tokenizer.close();
    }
  }
}
