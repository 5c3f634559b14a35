package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.precis.model.ModelSpec;
import org.precis.model.session.Network;
import org.precis.model.session.ServedNetwork;
import org.precis.model.session.TokenBatch;
import org.precis.nn.Dropout;
import org.precis.nn.Linear;
import org.precis.nn.Lstm;
import org.precis.nn.NamedTensors;

/**
 * The pointer-generator network with coverage (See et al. 2017, equations 1 to 13). A bidirectional
 * LSTM reads, another one writes; each word comes from the vocabulary or from the source:
 *
 * <pre>
 * e = vᵀ tanh(W_h·h + W_s·s + w_c·c + b)      a = softmax(e)      ctx = Σ a·h
 * P_vocab = softmax(V'(V[s; ctx] + b) + b')   p_gen = σ(w·[ctx; s; x] + b)
 * P(w) = p_gen·P_vocab(w) + (1 − p_gen)·Σ a over the positions of w
 * </pre>
 *
 * <p>As in the paper's text the decoder reads the last word only; the authors' program also feeds
 * it the last context. Its first state and memory are tanh(W·mean of h + b), as in UOTSumm, where
 * the paper's program reduces the encoder's last states. Coverage always enters attention; whether
 * repetition costs anything is the trainer's affair.
 *
 * <p>Thread-safe and differentiable; the weights belong to the caller. B = sources, n = rows of
 * each, R = B·n, T = positions decoded at once, S = source length, E = width of word vectors, H =
 * hidden width, A = width of attention's features.
 */
public final class PointerNetwork implements Network {
  private final PointerConfig config;
  private final NamedTensors weights;
  private final NDManager manager;
  private final UnaryOperator<NDArray> dropout;
  private final Lstm forward;
  private final Lstm backward;
  private final Lstm decoder;

  /**
   * A network that drops nothing.
   *
   * @param weights the tensors of {@link PointerConfig#shapes}
   * @param manager their owner
   */
  public PointerNetwork(PointerConfig config, NamedTensors weights, NDManager manager) {
    this(config, weights, Dropout.NONE, manager);
  }

  private PointerNetwork(
      PointerConfig config, NamedTensors weights, Dropout rates, NDManager manager) {
    this.config = config;
    this.weights = weights;
    this.manager = manager;
    dropout = Dropout.of(rates.states());
    forward = Lstm.of(weights, PointerNames.ENCODER, "");
    backward = Lstm.of(weights, PointerNames.ENCODER, PointerNames.REVERSE);
    decoder = Lstm.of(weights, PointerNames.DECODER, "");
  }

  /** The same network over the same weights, dropping word vectors and values before the output. */
  public PointerNetwork training(Dropout rates) {
    return new PointerNetwork(config, weights, rates, manager);
  }

  /** Sizes. */
  public PointerConfig config() {
    return config;
  }

  @Override
  public ModelSpec spec() {
    return config.spec();
  }

  @Override
  public NamedTensors weights() {
    return weights;
  }

  @Override
  public ServedNetwork served(Optional<int[]> outputs) {
    return new EagerPointer(this, outputs, manager);
  }

  /**
   * Reads sources.
   *
   * @param owner of the inputs
   */
  public PointerMemory encode(PointerSources sources, NDManager owner) {
    TokenBatch batch = sources.batch();
    int count = batch.lengths().length;
    Shape shape = new Shape(count, batch.width());
    NDArray zeros = owner.zeros(new Shape(count, config.hiddenSize()));
    NDArray there =
        forward.apply(embed(owner.create(sources.ids(), shape)), zeros, zeros).outputs();
    NDArray back =
        backward.apply(embed(owner.create(sources.reversedIds(), shape)), zeros, zeros).outputs();
    NDArray places = owner.create(sources.reversed(), shape);
    NDArray ordered = Linear.lookUp(places, back.reshape(-1, config.hiddenSize()));
    NDArray states = there.concat(ordered, 2); // (B, S, 2·H)
    NDArray mean = means(states, batch.lengths(), owner);
    return new PointerMemory(
        states,
        mean,
        Linear.apply(states, weights.get(PointerNames.SOURCE)).expandDims(1),
        batch.mask(owner),
        linear(mean, PointerNames.START_WEIGHT).tanh(),
        owner.create(sources.columns(), shape));
  }

  /** Mean of the encoder's states over the words of each source, (B, S, 2·H) to (B, 2·H). */
  private static NDArray means(NDArray states, int[] lengths, NDManager owner) {
    int width = (int) states.getShape().get(1);
    float[] shares = new float[lengths.length * width];
    for (int row = 0; row < lengths.length; row++) {
      Arrays.fill(shares, row * width, row * width + lengths[row], 1f / lengths[row]);
    }
    return owner.create(shares, new Shape(lengths.length, 1, width)).matMul(states).squeeze(1);
  }

  /**
   * The state before the first position.
   *
   * @param rows n
   */
  public PointerState start(PointerMemory memory, int rows) {
    long sources = memory.sources();
    long width = memory.mask().getShape().get(3);
    NDArray repeated =
        memory
            .start()
            .expandDims(1)
            .broadcast(sources, rows, config.hiddenSize())
            .reshape(sources * rows, config.hiddenSize());
    NDManager owner = memory.mask().getManager();
    return new PointerState(repeated, repeated, owner.zeros(new Shape(sources, rows, width, 1)));
  }

  /**
   * Writes on.
   *
   * @param words the last one before each position, none of them open, (R, T), int64
   */
  public Decoded decode(NDArray words, PointerState before, PointerMemory memory) {
    long sources = memory.sources();
    long rows = words.getShape().get(0);
    long each = rows / sources;
    int length = (int) words.getShape().get(1);
    NDArray inputs = embed(words); // x, (R, T, E)
    Lstm.Result written = decoder.apply(inputs, before.state(), before.cell());
    NDArray states = written.outputs(); // s, (R, T, H)
    NDArray queries =
        linear(states, PointerNames.STATE_WEIGHT)
            .reshape(sources, each, length, 1, config.attentionSize())
            .transpose(2, 0, 1, 3, 4);
    NDArray coverage = before.coverage();
    NDList attentions = new NDList();
    NDList repetitions = new NDList();
    for (NDArray query : JniUtils.split((PtNDArray) queries, 1, 0)) {
      NDArray attention = attention(query.squeeze(0), coverage, memory); // (B, n, S, 1)
      attentions.add(attention);
      repetitions.add(NDArrays.minimum(attention, coverage));
      coverage = coverage.add(attention);
    }
    NDArray attention = NDArrays.concat(attentions, 3).transpose(0, 1, 3, 2); // (B, n, T, S)
    long width = attention.getShape().get(3);
    NDArray contexts =
        attention
            .reshape(sources, each * length, width)
            .matMul(memory.states())
            .reshape(rows, length, 2L * config.hiddenSize());
    return new Decoded(
        dropout.apply(linear(states.concat(contexts, 2), PointerNames.HIDDEN_WEIGHT)),
        JniUtils.sigmoid(
            (PtNDArray)
                linear(contexts.concat(states, 2).concat(inputs, 2), PointerNames.GATE_WEIGHT)),
        attention.reshape(rows, length, width),
        NDArrays.concat(repetitions, 3).sum(new int[] {2}).reshape(rows, length, 1),
        new PointerState(written.state(), written.cell(), coverage));
  }

  /**
   * Where to look.
   *
   * @param query W_s·s + b, (B, n, 1, A)
   * @param coverage (B, n, S, 1)
   * @return (B, n, S, 1)
   */
  private NDArray attention(NDArray query, NDArray coverage, PointerMemory memory) {
    NDArray covered = coverage.matMul(weights.get(PointerNames.COVERAGE)); // (B, n, S, A)
    NDArray features = memory.features().add(query).add(covered).tanh();
    NDArray scores = features.matMul(weights.get(PointerNames.SCORE).transpose()).squeeze(3);
    return scores.add(memory.mask().squeeze(1)).softmax(2).expandDims(3);
  }

  private NDArray embed(NDArray words) {
    return dropout.apply(Linear.lookUp(words, weights.get(PointerNames.EMBEDDING)));
  }

  /** W·x + b, with the bias that belongs to a weight. */
  private NDArray linear(NDArray x, String weight) {
    return Linear.apply(x, weights.get(weight), weights.get(weight.replace(".weight", ".bias")));
  }
}
