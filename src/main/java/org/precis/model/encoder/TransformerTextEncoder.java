package org.precis.model.encoder;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.precis.model.ModelException;
import org.precis.model.TextEncoder;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.TransformerEncoder;
import org.precis.model.transformer.TransformerShapes;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.AttentionMask;
import org.precis.nn.Linear;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;

/**
 * A transformer's encoder with its weights, run operation by operation. Must not be closed while it
 * is used.
 */
public final class TransformerTextEncoder implements TextEncoder {
  private final TransformerConfig config;
  private final TransformerEncoder encoder;
  private final Optional<Pooler> pooler;
  private final NDManager manager;

  /**
   * BERT's pooler.
   *
   * @param weight of its linear map, (D, D)
   * @param bias (D)
   */
  record Pooler(NDArray weight, NDArray bias) {}

  /**
   * An encoder without a pooler.
   *
   * @param weights at least the tensors of {@link TransformerShapes#ofEncoder}
   * @param manager owner of the weights; closed with the encoder
   */
  public TransformerTextEncoder(
      TransformerConfig config, WeightNames names, NamedTensors weights, NDManager manager) {
    this(config, names, weights, Optional.empty(), manager);
  }

  /**
   * An encoder.
   *
   * @param manager owner of the weights; closed with the encoder
   */
  TransformerTextEncoder(
      TransformerConfig config,
      WeightNames names,
      NamedTensors weights,
      Optional<Pooler> pooler,
      NDManager manager) {
    this.config = config;
    this.pooler = pooler;
    this.manager = manager;
    encoder = new TransformerEncoder(config, names, weights, manager);
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public int layers() {
    return encoder.layers();
  }

  @Override
  public int maxTokens() {
    return config.encoder().maxPositions();
  }

  @Override
  public int vocabularySize() {
    return config.encoder().vocabularySize();
  }

  @Override
  public List<float[][]> tokens(List<int[]> texts, int layer) {
    if (layer < 0 || layer > layers()) {
      throw new IllegalArgumentException(
          "there is no layer %d; allowed are 0 to %d".formatted(layer, layers()));
    }
    int longest = longest(texts);
    float[] states = states(texts, longest, layer);
    List<float[][]> vectors = new ArrayList<>();
    for (int row = 0; row < texts.size(); row++) {
      float[][] ofText = new float[texts.get(row).length][width()];
      for (int t = 0; t < ofText.length; t++) {
        System.arraycopy(states, (row * longest + t) * width(), ofText[t], 0, width());
      }
      vectors.add(ofText);
    }
    return vectors;
  }

  @Override
  public List<float[]> means(List<int[]> texts) {
    return tokens(texts, layers()).stream().map(this::mean).toList();
  }

  @Override
  public boolean hasPooler() {
    return pooler.isPresent();
  }

  @Override
  public List<float[]> pooled(List<int[]> texts) {
    Pooler map =
        pooler.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the checkpoint has no pooler; take the mean of the tokens' vectors"));
    List<float[][]> tokens = tokens(texts, layers());
    float[] first = new float[texts.size() * width()];
    for (int row = 0; row < texts.size(); row++) {
      System.arraycopy(tokens.get(row)[0], 0, first, row * width(), width());
    }
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      NDArray states = manager.create(first, new Shape(texts.size(), width()));
      float[] pooled = Linear.apply(states, map.weight(), map.bias()).tanh().toFloatArray();
      List<float[]> vectors = new ArrayList<>();
      for (int row = 0; row < texts.size(); row++) {
        vectors.add(Arrays.copyOfRange(pooled, row * width(), (row + 1) * width()));
      }
      return vectors;
    }
  }

  private float[] mean(float[][] vectors) {
    double[] sum = new double[width()];
    for (float[] vector : vectors) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector[d];
      }
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < sum.length; d++) {
      mean[d] = (float) (sum[d] / vectors.length);
    }
    return mean;
  }

  private int longest(List<int[]> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no text to encode; at least one is needed");
    }
    int longest = 0;
    for (int row = 0; row < texts.size(); row++) {
      int length = texts.get(row).length;
      if (length < 1 || length > maxTokens()) {
        throw new IllegalArgumentException(
            "text %d has %d tokens; allowed are 1 to %d".formatted(row, length, maxTokens()));
      }
      longest = Math.max(longest, length);
    }
    Math.multiplyExact(Math.multiplyExact(texts.size(), longest), width());
    return longest;
  }

  /** States after a layer, row by row, those of padding among them. */
  private float[] states(List<int[]> texts, int longest, int layer) {
    long[] ids = new long[texts.size() * longest];
    for (int row = 0; row < texts.size(); row++) {
      for (int t = 0; t < longest; t++) {
        int[] text = texts.get(row);
        ids[row * longest + t] = t < text.length ? checked(text[t], row) : config.tokens().pad();
      }
    }
    int[] lengths = texts.stream().mapToInt(text -> text.length).toArray();
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      NDArray tokens = manager.create(ids, new Shape(texts.size(), longest));
      NDArray mask = AttentionMask.padding(manager, lengths, longest);
      return encoder.encode(tokens, mask, layer).toFloatArray();
    } catch (EngineException e) {
      throw new ModelException(
          "the encoder failed on %d texts of up to %d tokens: %s"
              .formatted(texts.size(), longest, e.getMessage()),
          e);
    }
  }

  private int checked(int id, int row) {
    if (id < 0 || id >= vocabularySize()) {
      throw new IllegalArgumentException(
          "token %d of text %d is outside the vocabulary of %d; is the tokenizer the model's own?"
              .formatted(id, row, vocabularySize()));
    }
    return id;
  }

  @Override
  public void close() {
    manager.close();
  }
}
