package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.precis.model.t5.T5Config;
import org.precis.model.t5.T5ConfigBuilder;
import org.precis.model.t5.T5Family;
import org.precis.model.t5.T5Names;
import org.precis.model.transformer.TransformerShapes;
import org.precis.nn.Activation;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;

/**
 * Writes checkpoints with random weights, for benchmarks and tests, as Hugging Face initialises a
 * T5. The same seed gives the same bytes. There is no tokenizer.
 */
public final class RandomCheckpoint {
  private static final int VOCABULARY_MULTIPLE = 64;
  private static final List<String> TOKENIZER_FILES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "spiece.model");

  private RandomCheckpoint() {}

  /** Shapes by name. */
  public enum Size {
    /** A few thousand weights, for tests. */
    TINY,
    /** Three layers read, two write, width 192: one processor core trains it in minutes. */
    T5_MICRO,
    /**
     * Four layers of width 256, for a model that learns from nothing on one processor. Its head is
     * tied, as T5 1.0's: an untied one of random weights starts far from a uniform distribution.
     */
    T5_MINI,
    /**
     * Six layers read, two write, width 320: a decoder's layers cost at every step, an encoder's
     * once.
     */
    T5_DEEP_ENCODER,
    /** That of t5-small: 60 M weights. */
    T5_SMALL,
    /** That of google/mt5-small: 300 M weights, most of them in tables of 250,112 tokens. */
    MT5_SMALL;

    /** Its configuration. */
    public T5Config config() {
      if (this == T5_SMALL) {
        return T5Config.builder().build();
      }
      if (this == T5_DEEP_ENCODER) {
        return T5_MINI.config().toBuilder()
            .width(320)
            .heads(5)
            .feedForwardWidth(896)
            .encoderLayers(6)
            .decoderLayers(2)
            .build();
      }
      if (this == T5_MICRO) {
        return T5_MINI.config().toBuilder()
            .width(192)
            .heads(3)
            .encoderLayers(3)
            .decoderLayers(2)
            .build();
      }
      if (this == T5_MINI) {
        return T5Config.builder()
            .gated(true)
            .activation(Activation.Kind.GELU_NEW)
            .width(256)
            .heads(4)
            .feedForwardWidth(512)
            .encoderLayers(4)
            .decoderLayers(4)
            .build();
      }
      T5ConfigBuilder mt5 =
          T5Config.builder()
              .modelType("mt5")
              .gated(true)
              .tiedHead(false)
              .activation(Activation.Kind.GELU_NEW);
      return this == MT5_SMALL
          ? mt5.vocabularySize(250_112)
              .feedForwardWidth(1_024)
              .encoderLayers(8)
              .decoderLayers(8)
              .heads(6)
              .build()
          : mt5.vocabularySize(500)
              .width(16)
              .headWidth(4)
              .heads(4)
              .feedForwardWidth(32)
              .encoderLayers(2)
              .decoderLayers(2)
              .build();
    }

    /**
     * The shape of a name such as {@code mt5-small}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those known
     */
    public static Size of(String name) {
      List<String> known = new ArrayList<>();
      for (Size size : values()) {
        String itsName = size.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (itsName.equals(name)) {
          return size;
        }
        known.add(itsName);
      }
      throw new IllegalArgumentException(
          "checkpoint shape '%s' is unknown; known are %s".formatted(name, known));
    }
  }

  /**
   * Writes {@code config.json}, {@code generation_config.json} and {@code model.safetensors}.
   *
   * @param directory made if it is absent
   * @throws IOException if writing fails
   */
  public static void write(Path directory, T5Config config, long seed) throws IOException {
    Files.createDirectories(directory);
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    shapes(config).forEach((name, shape) -> tensors.add(tensor(name, shape, config, seed)));
    SafeTensorsWriter.write(directory.resolve(WeightFiles.SINGLE), tensors);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode generation =
        mapper
            .createObjectNode()
            .put("decoder_start_token_id", config.decoderStartToken())
            .put("eos_token_id", config.eosToken())
            .put("pad_token_id", config.padToken());
    mapper
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve(GenerationDefaults.NAME).toFile(), generation);
    mapper
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve(ConfigFile.NAME).toFile(), T5Family.json(config));
  }

  /**
   * Writes a checkpoint with a tokenizer: its files are copied, its number of ids, rounded up to a
   * multiple of 64, is the vocabulary's size.
   *
   * @param tokenizer directory with the tokenizer of a T5 or mT5
   * @throws IOException if reading or writing fails
   */
  public static void write(Path directory, T5Config config, Path tokenizer, long seed)
      throws IOException {
    int ids;
    try (SubwordTokenizer loaded = TokenizerLoader.load(tokenizer)) {
      ids = loaded.vocabularySize();
    }
    int rows = (ids + VOCABULARY_MULTIPLE - 1) / VOCABULARY_MULTIPLE * VOCABULARY_MULTIPLE;
    write(directory, config.toBuilder().vocabularySize(rows).build(), seed);
    for (String name : TOKENIZER_FILES) {
      if (Files.exists(tokenizer.resolve(name))) {
        Files.copy(tokenizer.resolve(name), directory.resolve(name));
      }
    }
  }

  /** Names and shapes of a configuration's weights. */
  static Map<String, Shape> shapes(T5Config config) {
    return TransformerShapes.of(config.transformer(), new T5Names(config.gated()));
  }

  private static SafeTensorsWriter.Tensor tensor(
      String name, Shape shape, T5Config config, long seed) {
    float deviation = (float) deviation(name, config);
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    return new SafeTensorsWriter.Tensor(
        name,
        shape,
        (piece, first) -> {
          while (piece.hasRemaining()) {
            // Norm weights start at 1, all others around 0.
            piece.put(deviation == 0 ? 1f : deviation * (float) random.nextGaussian());
          }
        });
  }

  /** Standard deviation of a weight (Hugging Face's T5PreTrainedModel._init_weights, factor 1). */
  private static double deviation(String name, T5Config config) {
    if (name.endsWith("layer_norm.weight")) {
      return 0;
    }
    if (name.equals(T5Names.SHARED) || name.equals(T5Names.HEAD)) {
      return 1;
    }
    double square =
        switch (name.replaceAll(".*\\.([^.]+)\\.weight", "$1")) {
          case "q" -> (double) config.width() * config.headWidth();
          case "o" -> config.innerWidth();
          case "wo" -> config.feedForwardWidth();
          default -> config.width(); // k, v, the first feed-forward layer, position biases
        };
    return 1 / Math.sqrt(square);
  }
}
