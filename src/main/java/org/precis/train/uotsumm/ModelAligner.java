package org.precis.train.uotsumm;

import java.nio.file.Path;
import java.util.Arrays;
import org.precis.align.TransportAligner;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterNetwork;
import org.precis.model.io.CounterFile;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.Network;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;
import org.precis.train.data.SectionEncoder;
import org.precis.train.data.SectionLimits;
import org.precis.train.data.SectionTokens;
import org.precis.train.data.SectionedDocument;
import org.precis.train.data.SectionedExample;
import org.precis.train.objective.TargetLikelihoods;

/**
 * Aligns documents as a trained model would at its next step, with parameters that stay as they are
 * (steps 3 to 7 of Algorithm 1). Not thread-safe; whoever opened it closes it.
 */
public final class ModelAligner implements AutoCloseable {
  private static final String LANGUAGE = "en";
  private static final int TOKENS_TOGETHER = 8_192;
  private static final int ANY_NUMBER = 1_000;

  private final UotSummSettings settings;
  private final LoadedNetwork loaded;
  private final Tokenizer tokenizer;
  private final CounterNetwork counter;
  private final TentativeDecoding tentative;
  private final SectionEncoder encoder;

  private ModelAligner(
      UotSummSettings settings,
      LoadedNetwork loaded,
      Tokenizer tokenizer,
      CounterNetwork counter,
      int maxSectionTokens) {
    this.settings = settings;
    this.loaded = loaded;
    this.tokenizer = tokenizer;
    this.counter = counter;
    Network network = loaded.model().network();
    this.tentative =
        new TentativeDecoding(
            TargetLikelihoods.of(network, loaded.model().manager()),
            new SectionTargets(
                SectionTokens.of(tokenizer, LANGUAGE), network.spec().maxTargetTokens()),
            settings.cost(),
            TOKENS_TOGETHER);
    this.encoder =
        new SectionEncoder(
            tokenizer,
            LANGUAGE,
            new SectionLimits(ANY_NUMBER, ANY_NUMBER, SectionLimits.DEFAULT.maxSentenceTokens()),
            maxSectionTokens);
  }

  /**
   * Opens a model.
   *
   * @param folder with a counter
   * @param settings the alignment's, which is not given
   * @param maxSectionTokens longer sections are cut
   * @throws ModelFormatException if the model cannot be used
   */
  public static ModelAligner open(
      Path folder, String device, UotSummSettings settings, int maxSectionTokens) {
    LoadedNetwork loaded = ModelLoader.loadNetwork(folder, device, LoadOptions.DEFAULT);
    boolean opened = false;
    try {
      CounterNetwork network =
          CounterFile.read(folder, loaded.model().manager())
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          "%s lacks %s; models trained with 'objective: uotsumm' have it"
                              .formatted(folder, CounterFile.NAME)));
      ModelAligner aligner =
          new ModelAligner(
              settings, loaded, TokenizerLoader.open(folder), network, maxSectionTokens);
      opened = true;
      return aligner;
    } finally {
      if (!opened) {
        loaded.close();
      }
    }
  }

  /** The section of each sentence of a document's summary. */
  public int[] align(SectionedDocument document) {
    SectionedExample example = encoder.encode(document, LANGUAGE).example();
    TentativeDecoding.Result decoded = tentative.of(example);
    return StepAlignment.of(example, decoded.costs(), counts(decoded), settings).sections();
  }

  /** The transport plan of a document, by section and sentence. */
  public double[][] plan(SectionedDocument document) {
    TentativeDecoding.Result decoded = tentative.of(encoder.encode(document, LANGUAGE).example());
    return TransportAligner.plan(decoded.costs(), counts(decoded), settings.transport()).plan();
  }

  /** How many sentences the counter gives to each section of a document, rounded half up. */
  public int[] counts(SectionedDocument document) {
    TentativeDecoding.Result decoded = tentative.of(encoder.encode(document, LANGUAGE).example());
    return Arrays.stream(counts(decoded)).mapToInt(count -> (int) Math.round(count)).toArray();
  }

  private double[] counts(TentativeDecoding.Result decoded) {
    CountActivation activation = counter.config().activation();
    return Arrays.stream(counter.scores(decoded.means(), loaded.model().manager()))
        .map(activation::count)
        .toArray();
  }

  @Override
  public void close() {
    loaded.close();
    tokenizer.close();
  }
}
