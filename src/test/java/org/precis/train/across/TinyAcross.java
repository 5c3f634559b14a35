package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.io.PointerCheckpoint;
import org.precis.model.pgnet.PointerConfig;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.Dropout;
import org.precis.nn.MatrixProduct;
import org.precis.nn.TensorScope;
import org.precis.token.Tokenizer;
import org.precis.token.TokenizerLoader;
import org.precis.token.WordLevelTokenizer;
import org.precis.train.across.AcrossSettings.AlignmentLoss;
import org.precis.train.across.AcrossSettings.Contrast;
import org.precis.train.across.AcrossSettings.Weights;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;
import org.precis.train.data.DataFile;
import org.precis.train.data.DataSettings;
import org.precis.train.data.PreparedData;
import org.precis.train.objective.CoverageSettings;
import org.precis.train.objective.CrossEntropyObjective;
import org.precis.train.objective.PointerLoss;
import org.precis.train.objective.PointerObjective;
import org.precis.train.objective.VocabularyLoss;
import org.precis.train.optim.Parameters;
import org.precis.train.run.TinyTraining;

/**
 * A tiny student beside a tiny teacher, with English documents and their translations, which are
 * the same words backwards; every tenth translation has no English document, and is the longest.
 */
final class TinyAcross implements AutoCloseable {
  private static final List<String> WORDS =
      List.of("a", "river", "rose", "after", "heavy", "rain", "the", "city", "council", "met");

  final LoadedNetwork loaded;
  final Parameters parameters;
  final PreparedData data;
  private final Path folder;
  private final NDManager manager;

  private TinyAcross(Path folder, Path model) throws IOException {
    this.folder = folder;
    try (Tokenizer tokenizer = TokenizerLoader.open(model)) {
      data =
          PreparedData.open(
              DataSettings.builder().train(files(folder)).build(),
              tokenizer,
              folder.resolve("cache"),
              rows -> {});
    }
    loaded = ModelLoader.loadNetwork(model, "cpu", LoadOptions.DEFAULT);
    manager = loaded.model().manager();
    parameters = new Parameters(loaded.model().network().weights(), name -> true, manager);
  }

  /** Writes model and pairs where there are none, and loads the student. */
  static TinyAcross in(Path folder, int documents) throws IOException {
    if (!Files.exists(folder.resolve("model"))) {
      TinyTraining.in(folder, 10);
      writePairs(folder, documents);
    }
    return new TinyAcross(folder, folder.resolve("model"));
  }

  /** The same with a pointer-generator network that four of the words are open for. */
  static TinyAcross pointerIn(Path folder, int documents) throws IOException {
    if (!Files.exists(folder.resolve("model"))) {
      writePointer(folder.resolve("model"), WORDS.subList(0, WORDS.size() - 4));
      writePairs(folder, documents);
    }
    return new TinyAcross(folder, folder.resolve("model"));
  }

  /** Writes a pointer-generator network with a vocabulary. */
  static void writePointer(Path model, List<String> vocabulary) throws IOException {
    List<String> words = new ArrayList<>(WordLevelTokenizer.SPECIAL);
    words.addAll(vocabulary);
    PointerCheckpoint.write(model, PointerConfig.of(words.size(), 8, 8, 8), words, 1);
  }

  static List<DataFile> files(Path folder) {
    return List.of(
        DataFile.of(folder.resolve("english-english_train.jsonl")),
        DataFile.of(folder.resolve("french-english_train.jsonl")));
  }

  /** CrossSum's files. */
  static void writePairs(Path folder, int documents) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> english = new ArrayList<>();
    List<String> french = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      List<String> words =
          random.ints(random.nextInt(3, 9), 0, WORDS.size()).mapToObj(WORDS::get).toList();
      List<String> backwards = new ArrayList<>(words);
      Collections.reverse(backwards);
      String summary = words.stream().limit(3).collect(Collectors.joining(" "));
      if (i % 10 != 9) {
        english.add(row("e" + i, i, words, summary));
      } else if (i > 20) {
        backwards.addAll(WORDS); // longer than any document
      }
      french.add(row("f" + i, i, backwards, summary));
    }
    Files.write(folder.resolve("english-english_train.jsonl"), english);
    Files.write(folder.resolve("french-english_train.jsonl"), french);
  }

  private static String row(String source, int target, List<String> words, String summary)
      throws IOException {
    return new ObjectMapper()
        .writeValueAsString(
            Map.of(
                "source_url",
                source,
                "target_url",
                "e" + target,
                "text",
                String.join(" ", words),
                "summary",
                summary));
  }

  /** The paper's settings with few negatives and other losses. */
  static AcrossSettings settings(AlignmentLoss encoder, AlignmentLoss decoder, boolean cached) {
    return new AcrossSettings(
        new Weights(1, 1, 2),
        encoder,
        decoder,
        new Contrast(0.5, 6, AcrossSettings.Negatives.BANK, true),
        1,
        Pooling.MEAN,
        "english",
        cached);
  }

  BatchOrder order() {
    return new BatchOrder(data.train(), 120, 8, 1);
  }

  /** An objective of the student without dropout; its teacher is the model as it was written. */
  Across objective(AcrossSettings settings) throws IOException {
    return objective(settings, folder.resolve("model"));
  }

  /** The same with another teacher. */
  Across objective(AcrossSettings settings, Path teacher) throws IOException {
    return Across.open(
        settings,
        teacher,
        "cpu",
        folder.resolve("cache"),
        loaded.model().network() instanceof PointerNetwork pointer
            ? pointer(pointer, settings.consistencyTemperature())
            : transformer(
                (TransformerNetwork) loaded.model().network(), settings.consistencyTemperature()),
        new Across.Place(data, order(), BatchPosition.START),
        documents -> {});
  }

  private Student transformer(TransformerNetwork network, double temperature) {
    VocabularyLoss likelihood = new VocabularyLoss(0, 5, manager);
    return new TransformerStudent(
        network.training(Dropout.NONE, manager),
        parameters.find(network.head().name()),
        likelihood,
        new CrossEntropyObjective(
            network, parameters, Dropout.NONE, MatrixProduct.EXACT, likelihood, false, manager),
        temperature,
        manager);
  }

  /** Coverage costs from the eighth step on. */
  private Student pointer(PointerNetwork network, double temperature) {
    PointerLoss likelihood = new PointerLoss(network, 5, manager);
    CoverageSettings coverage = new CoverageSettings(1, 7);
    return new PointerStudent(
        network.training(Dropout.NONE),
        parameters,
        likelihood,
        coverage,
        new PointerObjective(network, parameters, Dropout.NONE, coverage, likelihood, manager),
        temperature,
        folder.resolve("model"),
        manager);
  }

  /** Moves the student away from its teacher. */
  void disturb(double size) {
    SplittableRandom random = new SplittableRandom(11);
    for (NDArray tensor : parameters.tensors()) {
      float[] noise = new float[(int) tensor.size()];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) random.nextDouble(-size, size);
      }
      add(tensor, noise, 1);
    }
  }

  /** Adds a multiple of some values to a weight. */
  void add(NDArray tensor, float[] values, double factor) {
    float[] scaled = Arrays.copyOf(values, values.length);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= (float) factor;
    }
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      tensor.addi(manager.create(scaled, tensor.getShape()));
    }
  }

  @Override
  public void close() {
    loaded.close();
  }
}
