package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.model.ModelSpec;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.family.WeightSource;
import org.precis.model.program.Arguments;
import org.precis.model.program.EmbeddingTable;
import org.precis.model.program.Packer;
import org.precis.model.program.ServingProgram;
import org.precis.model.session.DecoderState;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.ServedNetwork;
import org.precis.model.session.TokenBatch;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.RelativePositionBias;
import org.precis.nn.TensorScope;
import org.precis.nn.TokenMeans;
import org.precis.nn.script.ScriptModule;

/**
 * A transformer as one program call for the encoder and one for a decoder step, with packed
 * weights. Computes what {@link org.precis.model.transformer.TransformerNetwork} does. Thread-safe;
 * weights and program are freed with the manager that it was loaded with.
 *
 * <p>Weights are read, packed and let go one after another, so that loading takes little more
 * memory than serving.
 */
public final class ScriptedTransformer implements ServedNetwork {
  /**
   * Rows of the head that are packed at once, which bounds the memory that packing takes. Parts
   * cost a copy of the logits at every step, so fp32 is packed whole: it needs no more memory for
   * that than what is loaded afterwards.
   */
  private static final int HEAD_ROWS = 1 << 16;

  private static final String PROGRAM = "transformer.torchscript";

  private final TransformerConfig config;
  private final OutputVocabulary outputs;
  private final ScriptModule program;
  private final PackedStack encoder;
  private final PackedStack decoder;
  private final IValue cross;
  private final IValue heads;

  private ScriptedTransformer(
      TransformerConfig config,
      OutputVocabulary outputs,
      ScriptModule program,
      PackedStack encoder,
      PackedStack decoder,
      IValue cross,
      IValue heads) {
    this.config = config;
    this.outputs = outputs;
    this.program = program;
    this.encoder = encoder;
    this.decoder = decoder;
    this.cross = cross;
    this.heads = heads;
  }

  /**
   * Loads and packs a transformer.
   *
   * @param manager owner of all that is kept; its device is where the model runs
   * @throws IllegalArgumentException if the device cannot do the precision
   */
  public static ScriptedTransformer load(
      TransformerConfig config,
      WeightNames names,
      WeightSource source,
      ServingOptions options,
      NDManager manager) {
    OutputVocabulary outputs = OutputVocabulary.of(options.outputs(), config.spec());
    Precision precision = options.precision().on(manager.getDevice());
    ScriptModule program =
        ServingProgram.compile(
            ScriptedTransformer.class,
            List.of(PROGRAM),
            precision,
            ScriptConstants.of(config),
            manager);
    Packer sources = Packer.ofSources(program, manager);
    Packer steps = Packer.ofSteps(program, manager);
    StackPacker encoder = new StackPacker(config, names, Stack.ENCODER, source, sources, manager);
    StackPacker decoder = new StackPacker(config, names, Stack.DECODER, source, steps, manager);
    IValue heads = head(config, names, source, outputs, precision, steps, manager);
    String sourceTable = names.weight(Stack.ENCODER, 0, Role.TOKENS);
    String targetTable = names.weight(Stack.DECODER, 0, Role.TOKENS);
    EmbeddingTable sourceTokens = EmbeddingTable.of(sourceTable, source, options, manager);
    return new ScriptedTransformer(
        config,
        outputs,
        program,
        encoder.pack(sourceTokens),
        decoder.pack(
            targetTable.equals(sourceTable)
                ? sourceTokens
                : EmbeddingTable.of(targetTable, source, options, manager)),
        decoder.crossKeysAndValues(sources),
        heads);
  }

  private static IValue head(
      TransformerConfig config,
      WeightNames names,
      WeightSource source,
      OutputVocabulary outputs,
      Precision precision,
      Packer packer,
      NDManager manager) {
    String name = names.weight(Stack.DECODER, 0, config.head().tied() ? Role.TOKENS : Role.HEAD);
    IValue heads = packer.list();
    int[] ids = outputs.ids();
    int rows = precision == Precision.FP32 ? Integer.MAX_VALUE : HEAD_ROWS;
    for (int from = 0; from < ids.length; from += Math.min(rows, ids.length)) {
      int to = from + Math.min(rows, ids.length - from);
      try (TensorScope scope = TensorScope.open()) {
        scope.suppressNotUsedWarning();
        int[] part = Arrays.copyOfRange(ids, from, to);
        NDArray weight =
            outputs.isAll()
                ? source.read(name, from, to, manager)
                : source.rows(name, part, manager);
        List<NDArray> biases = new ArrayList<>();
        if (config.head().bias()) {
          NDArray all = source.read(WeightNames.LOGITS_BIAS, manager).flatten();
          biases.add(all.get(manager.create(part)));
        }
        packer.pack(heads, List.of(weight), biases);
      }
    }
    return heads;
  }

  @Override
  public ModelSpec spec() {
    return config.spec();
  }

  @Override
  public OutputVocabulary outputs() {
    return outputs;
  }

  @Override
  public DecoderState start(TokenBatch sources, NDManager owner) {
    NDArray mask = sources.mask(owner);
    boolean masked = isPadded(sources);
    try (Arguments arguments = new Arguments(owner)) {
      source(arguments, sources, mask, masked, owner);
      arguments.borrowed(cross);
      IValue memory = program.call("start", arguments.array());
      return new ScriptedState(this, memory, mask, masked, sources.lengths().length, owner);
    }
  }

  @Override
  public NDArray means(TokenBatch sources, NDManager owner) {
    try (Arguments arguments = new Arguments(owner)) {
      source(arguments, sources, sources.mask(owner), isPadded(sources), owner);
      try (IValue states = program.call("states", arguments.array())) {
        return TokenMeans.of(states.toTensor((PtNDManager) owner), sources.lengths());
      }
    }
  }

  private static boolean isPadded(TokenBatch sources) {
    return IntStream.of(sources.lengths()).anyMatch(length -> length != sources.width());
  }

  /** Adds what the encoder needs. */
  private void source(
      Arguments arguments, TokenBatch sources, NDArray mask, boolean masked, NDManager owner) {
    int width = sources.width();
    int[] positions = new int[sources.tokens().length];
    Arrays.setAll(positions, i -> i % width);
    embedding(arguments, Stack.ENCODER, sources.tokens(), positions, owner);
    arguments
        .longs(buckets(IntStream.rangeClosed(1 - width, width - 1).toArray(), Stack.ENCODER))
        .tensor(mask)
        .flag(masked);
  }

  /** Adds what both stacks' calls begin with: tokens, positions, weights. */
  void embedding(
      Arguments arguments, Stack stack, long[] tokens, int[] positions, NDManager manager) {
    PackedStack packed = stack == Stack.ENCODER ? encoder : decoder;
    EmbeddingTable.LookUp lookUp = packed.tokens().of(tokens, manager);
    arguments.tensor(lookUp.rows()).tensor(lookUp.table());
    arguments.longs(vectorRows(stack, tokens, positions));
    packed.weights().forEach(arguments::borrowed);
  }

  /** Rows of the position vectors; those of padding have none where the network says so. */
  private int[] vectorRows(Stack stack, long[] tokens, int[] positions) {
    if (config.positions() instanceof PositionConfig.Relative) {
      return new int[positions.length];
    }
    boolean skip =
        config.positions() instanceof PositionConfig.Sinusoidal sinusoidal
            && sinusoidal.skipPadding();
    int none = config.stack(stack).maxPositions();
    int[] rows = positions.clone();
    for (int i = 0; skip && i < rows.length; i++) {
      rows[i] = tokens[i] == config.tokens().pad() ? none : rows[i];
    }
    return rows;
  }

  /** Bucket of each distance of a key from its query; 0 where positions enter otherwise. */
  int[] buckets(int[] distances, Stack stack) {
    if (!(config.positions() instanceof PositionConfig.Relative relative)) {
      return new int[distances.length];
    }
    RelativePositionBias bias =
        new RelativePositionBias(
            relative.buckets(), relative.maxDistance(), stack == Stack.ENCODER);
    return IntStream.of(distances).map(bias::bucket).toArray();
  }

  /** The compiled program. */
  ScriptModule program() {
    return program;
  }

  /** Packed weights of the head, which lie below each other. */
  IValue heads() {
    return heads;
  }
}
