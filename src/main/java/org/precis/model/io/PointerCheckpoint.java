package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.precis.model.pgnet.PointerConfig;
import org.precis.model.pgnet.TransformersFiles;
import org.precis.token.WordLevelTokenizer;

/**
 * Writes a pointer-generator network with random weights, to be trained from nothing. The same seed
 * gives the same bytes. Weights are uniform within 1/√(inputs), as PyTorch initialises its layers;
 * coverage starts without effect, and the memories start by keeping what they have.
 */
public final class PointerCheckpoint {
  /** Width of word vectors (See et al. 2017). */
  private static final int EMBEDDING = 128;

  /** 120 words and the start (See et al. 2017). */
  private static final int MAX_LENGTH = 121;

  private PointerCheckpoint() {}

  /**
   * Word vectors of 128.
   *
   * @param hidden width of all else; 256 in See et al. 2017, whose attention has twice that
   */
  public static PointerConfig config(int words, int hidden) {
    return PointerConfig.of(words, EMBEDDING, hidden, hidden);
  }

  /**
   * Writes configuration, generation settings, weights, vocabulary, and what transformers needs.
   *
   * @param directory made if it is absent
   * @param words the vocabulary, special words first; as many as the configuration says
   * @throws IOException if writing fails
   */
  public static void write(Path directory, PointerConfig config, List<String> words, long seed)
      throws IOException {
    if (words.size() != config.vocabularySize()) {
      throw new IllegalArgumentException(
          "%d words for a vocabulary of %d".formatted(words.size(), config.vocabularySize()));
    }
    Files.createDirectories(directory);
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    config.shapes().forEach((name, shape) -> tensors.add(tensor(name, shape, config, seed)));
    SafeTensorsWriter.write(directory.resolve(WeightFiles.SINGLE), tensors);
    Files.writeString(directory.resolve(WordLevelTokenizer.FILE), String.join("\n", words) + "\n");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode fields = mapper.createObjectNode();
    fields.put("model_type", PointerConfig.MODEL_TYPE);
    fields.put("vocab_size", config.vocabularySize());
    fields.put("embedding_size", config.embeddingSize());
    fields.put("hidden_size", config.hiddenSize());
    fields.put("attention_size", config.attentionSize());
    fields.put("dropout", 0);
    fields.put("pad_token_id", config.padToken());
    fields.put("unk_token_id", config.unknownToken());
    fields.put("eos_token_id", config.eosToken());
    fields.put("decoder_start_token_id", config.decoderStartToken());
    TransformersFiles.add(directory, fields);
    write(mapper, directory.resolve(ConfigFile.NAME), fields);
    ObjectNode generation = mapper.createObjectNode();
    generation.put("num_beams", 4);
    generation.put("max_length", MAX_LENGTH);
    generation.put("length_penalty", 1);
    generation.put("no_repeat_ngram_size", 3);
    generation
        .putArray("suppress_tokens")
        .add(config.padToken())
        .add(config.unknownToken())
        .add(config.decoderStartToken());
    generation.put("pad_token_id", config.padToken());
    generation.put("eos_token_id", config.eosToken());
    generation.put("decoder_start_token_id", config.decoderStartToken());
    write(mapper, directory.resolve(GenerationDefaults.NAME), generation);
  }

  private static void write(ObjectMapper mapper, Path file, ObjectNode content) throws IOException {
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), content);
  }

  private static SafeTensorsWriter.Tensor tensor(
      String name, Shape shape, PointerConfig config, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + name.hashCode());
    long forget = config.hiddenSize();
    boolean inputBias = name.contains("bias_ih");
    boolean zero = name.contains("bias") || name.contains("coverage");
    double bound = 1 / Math.sqrt((double) shape.get(shape.dimension() - 1));
    return new SafeTensorsWriter.Tensor(
        name,
        shape,
        (piece, first) -> {
          for (long i = first; piece.hasRemaining(); i++) {
            if (zero) {
              piece.put(inputBias && i >= forget && i < 2 * forget ? 1f : 0f);
            } else {
              piece.put((float) (bound * (2 * random.nextDouble() - 1)));
            }
          }
        });
  }
}
