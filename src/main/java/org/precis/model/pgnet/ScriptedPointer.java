package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.Map;
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
import org.precis.nn.script.ScriptModule;

/**
 * A pointer-generator network as one program call for the encoder and one for a decoder step, with
 * packed weights. Computes what {@link PointerNetwork} does. Thread-safe; weights and program are
 * freed with the manager that it was loaded with.
 *
 * @param config sizes
 * @param outputs words that may be decoded whatever the source
 * @param program the methods of {@code pointer.torchscript}
 * @param table word vectors
 * @param there the encoder's LSTM from the first word on
 * @param back the one from the last word on
 * @param encoder packed weights, as the program says
 * @param decoder packed weights, as the program says
 * @param vectors of coverage and of attention's score
 */
record ScriptedPointer(
    PointerConfig config,
    OutputVocabulary outputs,
    ScriptModule program,
    EmbeddingTable table,
    IValue there,
    IValue back,
    IValue encoder,
    IValue decoder,
    IValue vectors)
    implements ServedNetwork {
  private static final List<String> PROGRAM = List.of("pointer.torchscript", "mixture.torchscript");

  /**
   * Loads and packs a network.
   *
   * @param manager owner of all that is kept; its device is where the model runs
   * @throws IllegalArgumentException if the device cannot do the precision, or an output token is
   *     no word of the vocabulary
   */
  static ScriptedPointer load(
      PointerConfig config, WeightSource weights, ServingOptions options, NDManager manager) {
    OutputVocabulary outputs = config.outputs(options.outputs());
    Map<String, String> sizes =
        Map.of(
            "EMBEDDING", String.valueOf(config.embeddingSize()),
            "HIDDEN", String.valueOf(config.hiddenSize()),
            "ATTENTION", String.valueOf(config.attentionSize()));
    Precision precision = options.precision().on(manager.getDevice());
    ScriptModule program =
        ServingProgram.compile(ScriptedPointer.class, PROGRAM, precision, sizes, manager);
    PointerPacker packer = new PointerPacker(Packer.ofSteps(program, manager), weights, manager);
    return new ScriptedPointer(
        config,
        outputs,
        program,
        EmbeddingTable.of(PointerNames.EMBEDDING, weights, options, manager),
        packer.direction(""),
        packer.direction(PointerNames.REVERSE),
        packer.encoder(),
        packer.decoder(),
        packer.vectors());
  }

  @Override
  public ModelSpec spec() {
    return config.spec();
  }

  @Override
  public DecoderState start(TokenBatch batch, NDManager owner) {
    PointerSources sources = PointerSources.of(batch, config, outputs);
    try (Arguments arguments = new Arguments(owner)) {
      read(arguments, sources, owner);
      Shape shape = new Shape(batch.lengths().length, batch.width());
      arguments.borrowed(encoder).tensor(owner.create(sources.columns(), shape));
      try (IValue started = program.call("start", arguments.array())) {
        IValue[] parts = started.toIValueTuple();
        return new ScriptedPointerState(this, sources, parts[0], parts[1], owner);
      }
    }
  }

  @Override
  public NDArray means(TokenBatch batch, NDManager owner) {
    try (Arguments arguments = new Arguments(owner)) {
      read(arguments, PointerSources.of(batch, config, outputs), owner);
      try (IValue means = program.call("means", arguments.array())) {
        return means.toTensor((PtNDManager) owner);
      }
    }
  }

  /** Adds what the encoder needs. */
  private void read(Arguments arguments, PointerSources sources, NDManager owner) {
    look(arguments, sources.ids(), owner);
    arguments
        .tensor(owner.create(sources.reversed()))
        .tensor(sources.batch().mask(owner))
        .borrowed(there)
        .borrowed(back);
  }

  /** Adds words and the table that they are rows of. */
  void look(Arguments arguments, long[] words, NDManager owner) {
    EmbeddingTable.LookUp lookUp = table.of(words, owner);
    arguments.tensor(lookUp.rows()).tensor(lookUp.table());
  }
}
