package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.precis.model.family.ConfigFields;
import org.precis.token.SubwordTokenizer;
import org.precis.token.TokenizerLoader;

/**
 * Writes a small BART with random weights, initialised as Hugging Face does it, for a summariser
 * that learns from nothing. The same seed gives the same bytes.
 */
public final class RandomBart {
  private static final int BEGIN = 0;
  private static final int PAD = 1;
  private static final int END = 2;
  private static final int VOCABULARY_MULTIPLE = 64;
  private static final double DEVIATION = 0.02;
  private static final List<String> TOKENIZER_FILES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "vocab.json",
          "merges.txt");

  private RandomBart() {}

  /**
   * Writes a checkpoint of three layers on each side, width 192 and 1,024 positions.
   *
   * @param directory made if it is absent
   * @param tokenizer directory with a BART's tokenizer, which is copied and gives the vocabulary's
   *     size
   * @throws IOException if reading or writing fails
   * @throws IllegalArgumentException if the tokenizer is no BART's
   */
  public static void write(Path directory, Path tokenizer, long seed) throws IOException {
    int ids;
    try (SubwordTokenizer loaded = TokenizerLoader.load(tokenizer)) {
      int[] around = loaded.encode("").ids();
      if (!Arrays.equals(around, new int[] {BEGIN, END})) {
        throw new IllegalArgumentException(
            "%s puts the ids %s around a text; a BART's tokenizer puts 0 and 2"
                .formatted(tokenizer, Arrays.toString(around)));
      }
      ids = loaded.vocabularySize();
    }
    Files.createDirectories(directory);
    ObjectNode config =
        config((ids + VOCABULARY_MULTIPLE - 1) / VOCABULARY_MULTIPLE * VOCABULARY_MULTIPLE);
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    Families.of("bart")
        .plan(new ConfigFields(config), name -> false)
        .shapes()
        .forEach((name, shape) -> tensors.add(tensor(name, shape, seed)));
    SafeTensorsWriter.write(directory.resolve(WeightFiles.SINGLE), tensors);
    write(directory.resolve(ConfigFile.NAME), config);
    ObjectNode generation = new ObjectMapper().createObjectNode();
    generation.put("bos_token_id", BEGIN).put("pad_token_id", PAD).put("eos_token_id", END);
    generation.put("decoder_start_token_id", END).put("forced_bos_token_id", BEGIN);
    write(directory.resolve(GenerationDefaults.NAME), generation.put("num_beams", 4));
    for (String name : TOKENIZER_FILES) {
      if (Files.exists(tokenizer.resolve(name))) {
        Files.copy(tokenizer.resolve(name), directory.resolve(name));
      }
    }
  }

  private static ObjectNode config(int vocabulary) {
    ObjectNode config = new ObjectMapper().createObjectNode().put("model_type", "bart");
    config.putArray("architectures").add("BartForConditionalGeneration");
    for (String side : List.of("encoder", "decoder")) {
      config.put(side + "_layers", 3).put(side + "_attention_heads", 4);
      config.put(side + "_ffn_dim", 768).put(side + "_layerdrop", 0.0);
    }
    config.put("d_model", 192).put("max_position_embeddings", 1_024).put("vocab_size", vocabulary);
    config.put("activation_function", "gelu").put("dropout", 0.1).put("init_std", DEVIATION);
    config.put("attention_dropout", 0.0).put("activation_dropout", 0.0);
    config.put("scale_embedding", false).put("is_encoder_decoder", true);
    config.put("bos_token_id", BEGIN).put("pad_token_id", PAD).put("eos_token_id", END);
    return config.put("decoder_start_token_id", END);
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  /** Biases start at 0, weights of norms at 1, all others around 0. */
  private static SafeTensorsWriter.Tensor tensor(String name, Shape shape, long seed) {
    boolean bias = name.endsWith("bias");
    boolean norm = name.contains("norm");
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    return new SafeTensorsWriter.Tensor(
        name,
        shape,
        (piece, first) -> {
          while (piece.hasRemaining()) {
            float other = norm ? 1 : (float) (DEVIATION * random.nextGaussian());
            piece.put(bias ? 0 : other);
          }
        });
  }
}
