package org.precis.model.pgnet;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.precis.model.ModelSpec;
import org.precis.model.session.OutputVocabulary;
import org.precis.token.WordLevelTokenizer;

/**
 * Sizes of a pointer-generator network.
 *
 * @param vocabularySize words that it can say without copying, special ones among them
 * @param embeddingSize width of word vectors, which source and target share
 * @param hiddenSize width of each direction of the encoder, of the decoder, and of the layer before
 *     the output
 * @param attentionSize width of attention's features
 * @param padToken padding
 * @param unknownToken what stands for words outside the vocabulary where they are read
 * @param eosToken end of a sequence, and of a section's sentences
 * @param decoderStartToken first of every decoded sequence
 * @param maxSourceTokens longest source, which training has set and the network has not; {@link
 *     Integer#MAX_VALUE} for any
 */
public record PointerConfig(
    int vocabularySize,
    int embeddingSize,
    int hiddenSize,
    int attentionSize,
    int padToken,
    int unknownToken,
    int eosToken,
    int decoderStartToken,
    int maxSourceTokens) {
  /** Value of {@code model_type}. */
  public static final String MODEL_TYPE = "pgnet";

  public PointerConfig {
    if (vocabularySize < 1 || vocabularySize > WordLevelTokenizer.FIRST_OPEN) {
      throw new IllegalArgumentException(
          "vocab_size is %d; allowed are 1 to %d"
              .formatted(vocabularySize, WordLevelTokenizer.FIRST_OPEN));
    }
    if (embeddingSize < 1 || hiddenSize < 1 || attentionSize < 1) {
      throw new IllegalArgumentException(
          "embedding_size, hidden_size and attention_size must be at least 1; they are %d, %d and %d"
              .formatted(embeddingSize, hiddenSize, attentionSize));
    }
    if (maxSourceTokens < 1) {
      throw new IllegalArgumentException(
          "max_source_tokens must be at least 1; it is " + maxSourceTokens);
    }
    for (int token : new int[] {padToken, unknownToken, eosToken, decoderStartToken}) {
      if (token < 0 || token >= vocabularySize) {
        throw new IllegalArgumentException(
            "pad, unk, eos and decoder start token are %d, %d, %d and %d; vocab_size is %d"
                .formatted(padToken, unknownToken, eosToken, decoderStartToken, vocabularySize));
      }
    }
  }

  /** With the special words of {@link WordLevelTokenizer}. */
  public static PointerConfig of(
      int vocabularySize, int embeddingSize, int hiddenSize, int attentionSize) {
    return new PointerConfig(
        vocabularySize,
        embeddingSize,
        hiddenSize,
        attentionSize,
        WordLevelTokenizer.PAD,
        WordLevelTokenizer.UNKNOWN,
        WordLevelTokenizer.END,
        WordLevelTokenizer.START,
        Integer.MAX_VALUE);
  }

  /** Ids of open words included. */
  ModelSpec spec() {
    return new ModelSpec(
        MODEL_TYPE, WordLevelTokenizer.IDS, padToken, eosToken, decoderStartToken, maxSourceTokens);
  }

  /**
   * The words that may be decoded whatever the source.
   *
   * @param ids in ascending order; all words where empty
   * @throws IllegalArgumentException if one is no word of the vocabulary, they do not ascend, or
   *     the end is not among them
   */
  OutputVocabulary outputs(Optional<int[]> ids) {
    int[] some = ids.orElseGet(() -> IntStream.range(0, vocabularySize).toArray());
    for (int id : some) {
      if (id >= vocabularySize) {
        throw new IllegalArgumentException(
            "output token %d is outside the vocabulary of %d words; words outside it are copied, and need not be listed"
                .formatted(id, vocabularySize));
      }
    }
    return OutputVocabulary.of(some, spec());
  }

  /** Tensors with their shapes. */
  public Map<String, Shape> shapes() {
    long v = vocabularySize;
    long e = embeddingSize;
    long h = hiddenSize;
    long a = attentionSize;
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(PointerNames.EMBEDDING, new Shape(v, e));
    lstm(shapes, PointerNames.ENCODER, "");
    lstm(shapes, PointerNames.ENCODER, PointerNames.REVERSE);
    shapes.put(PointerNames.START_WEIGHT, new Shape(h, 2 * h));
    shapes.put(PointerNames.START_BIAS, new Shape(h));
    lstm(shapes, PointerNames.DECODER, "");
    shapes.put(PointerNames.SOURCE, new Shape(a, 2 * h));
    shapes.put(PointerNames.STATE_WEIGHT, new Shape(a, h));
    shapes.put(PointerNames.STATE_BIAS, new Shape(a));
    shapes.put(PointerNames.COVERAGE, new Shape(1, a));
    shapes.put(PointerNames.SCORE, new Shape(1, a));
    shapes.put(PointerNames.HIDDEN_WEIGHT, new Shape(h, 3 * h));
    shapes.put(PointerNames.HIDDEN_BIAS, new Shape(h));
    shapes.put(PointerNames.OUTPUT_WEIGHT, new Shape(v, h));
    shapes.put(PointerNames.OUTPUT_BIAS, new Shape(v));
    shapes.put(PointerNames.GATE_WEIGHT, new Shape(1, 3 * h + e));
    shapes.put(PointerNames.GATE_BIAS, new Shape(1));
    return shapes;
  }

  private void lstm(Map<String, Shape> shapes, String prefix, String suffix) {
    long gates = 4L * hiddenSize;
    shapes.put(prefix + ".weight_ih_l0" + suffix, new Shape(gates, embeddingSize));
    shapes.put(prefix + ".weight_hh_l0" + suffix, new Shape(gates, hiddenSize));
    shapes.put(prefix + ".bias_ih_l0" + suffix, new Shape(gates));
    shapes.put(prefix + ".bias_hh_l0" + suffix, new Shape(gates));
  }
}
