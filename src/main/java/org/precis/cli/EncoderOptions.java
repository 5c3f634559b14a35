package org.precis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.precis.eval.embedding.BertScore;
import org.precis.eval.embedding.InverseDocumentFrequency;
import org.precis.eval.embedding.InverseDocumentFrequency.Counter;
import org.precis.eval.embedding.LanguageConfidence;
import org.precis.eval.embedding.Lase;
import org.precis.eval.embedding.MoverScore;
import org.precis.eval.embedding.MoverScore.Settings.Version;
import org.precis.eval.report.EmbeddingScorer;
import org.precis.eval.report.Example;
import org.precis.eval.report.PairedExamples;
import org.precis.model.io.EncoderLoader;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedEncoder;
import org.precis.text.OpenNlpLanguageDetector;
import picocli.CommandLine.Option;

/** The encoder of BERTScore, MoverScore and LaSE. */
final class EncoderOptions {
  private static final int LAST = -1;

  @Option(
      names = "--encoder",
      paramLabel = "DIR",
      description = "also BERTScore, MoverScore and LaSE, by the encoder in this directory")
  private Path directory;

  @Option(
      names = "--layer",
      paramLabel = "N",
      defaultValue = "" + LAST,
      description = "layer of BERTScore (default: the last)")
  private int layer;

  @Option(names = "--idf", description = "let rare tokens weigh more in BERTScore")
  private boolean idf;

  @Option(
      names = "--text-vector",
      paramLabel = "WHAT",
      defaultValue = "mean",
      description =
          "LaSE's vector of a text: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; LaBSE's is"
              + " the pooler's)")
  private EncoderVectors.Pooling pooling;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "of the encoder: cpu, gpu or gpu:N")
  private String device;

  /** The encoder, if there is one; the caller closes it. */
  Optional<LoadedEncoder> load() {
    if (directory == null) {
      return Optional.empty();
    }
    LoadedEncoder encoder = EncoderLoader.load(directory, device, LoadOptions.SERVING);
    try {
      requireUsable(encoder);
      return Optional.of(encoder);
    } catch (IllegalArgumentException e) {
      encoder.close();
      throw e;
    }
  }

  private void requireUsable(LoadedEncoder encoder) {
    int layers = encoder.model().layers();
    if (layer < LAST || layer > layers) {
      throw new IllegalArgumentException(
          "--layer is %d; %s has layers 0 to %d".formatted(layer, directory, layers));
    }
    if (pooling == EncoderVectors.Pooling.POOLER && !encoder.model().hasPooler()) {
      throw new IllegalArgumentException(
          "%s has no pooler; --text-vector mean does without".formatted(directory));
    }
  }

  /**
   * The metrics of each system. Reads all texts once, since rare tokens weigh more.
   *
   * @param examples of all systems, from the first on
   */
  List<EmbeddingScorer> scorers(LoadedEncoder encoder, PairedExamples examples) throws IOException {
    EncoderVectors vectors = new EncoderVectors(encoder);
    Counter references = new Counter();
    List<Counter> predictions = examples.names().stream().map(name -> new Counter()).toList();
    for (List<Example> row = examples.next(); !row.isEmpty(); row = examples.next()) {
      row.get(0).references().forEach(text -> references.add(vectors.pieces(text)));
      for (int i = 0; i < row.size(); i++) {
        predictions.get(i).add(vectors.pieces(row.get(i).prediction()));
      }
    }
    InverseDocumentFrequency ofReferences = references.weights();
    List<EmbeddingScorer> scorers = new ArrayList<>();
    for (Counter ofSystem : predictions) {
      scorers.add(scorer(encoder, vectors, ofReferences, ofSystem.weights()));
    }
    return scorers;
  }

  private EmbeddingScorer scorer(
      LoadedEncoder encoder,
      EncoderVectors vectors,
      InverseDocumentFrequency ofReferences,
      InverseDocumentFrequency ofPredictions) {
    int last = encoder.model().layers();
    int chosen = layer == LAST ? last : layer;
    OpenNlpLanguageDetector detector = new OpenNlpLanguageDetector();
    return new EmbeddingScorer(
        "BERTScore: F, layer %d of %s%s; MoverScore: version 2, its last layer; LaSE: %s"
            .formatted(
                chosen,
                encoder.name(),
                idf ? ", idf" : "",
                pooling == EncoderVectors.Pooling.MEAN ? "means of its tokens" : "its pooler"),
        new BertScore(
            vectors.tokens(chosen),
            idf ? Optional.of(ofReferences) : Optional.empty(),
            Optional.empty()),
        new MoverScore(
            vectors.tokens(last),
            new MoverScore.Settings(Set.of(), ofReferences, ofPredictions, Version.V2)),
        new Lase(vectors.texts(pooling), LanguageConfidence.by(detector, detector.languages())));
  }
}
