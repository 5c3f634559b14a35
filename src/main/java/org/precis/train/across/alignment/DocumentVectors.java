package org.precis.train.across.alignment;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.model.session.ForcedBatch;
import org.precis.model.session.NetworkModel;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.nn.TensorScope;
import org.precis.token.Encoding;
import org.precis.train.across.Pooling;
import org.precis.train.data.RawExample;

/** Pooled encoder states of texts. Whoever opened it closes it. Not thread-safe. */
public final class DocumentVectors implements AutoCloseable {
  private final LoadedModel loaded;
  private final NetworkModel model;
  private final TransformerNetwork network;
  private final Pooling pooling;
  private final int maxTokens;

  /**
   * Loads a model.
   *
   * @param folder Hugging Face directory
   * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
   * @param maxTokens longer texts are cut, the end token kept
   * @throws IllegalArgumentException if it is no transformer that we train
   */
  public DocumentVectors(Path folder, String device, Pooling pooling, int maxTokens) {
    this.pooling = pooling;
    this.maxTokens = maxTokens;
    loaded = ModelLoader.load(folder, device);
    if (loaded.model() instanceof NetworkModel found
        && found.network() instanceof TransformerNetwork transformer) {
      model = found;
      network = transformer;
    } else {
      loaded.close();
      throw new IllegalArgumentException(folder + " is no model whose encoder can be looked at");
    }
  }

  /** One vector for each document, read as training reads it. */
  public float[][] of(List<RawExample> documents) {
    return documents.stream().map(this::of).toArray(float[][]::new);
  }

  private float[] of(RawExample document) {
    Encoding encoding = loaded.tokenizer().encode(document.source(), document.language());
    int[] ids = encoding.idsWithin(maxTokens);
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      List<int[]> one = List.of(ids);
      ForcedBatch batch =
          ForcedBatch.of(one, List.of(new int[] {ids[0]}), network.spec(), model.manager());
      NDArray states = network.encode(batch.sources(), batch.mask());
      return pooling.pool(states, new int[] {ids.length}).toFloatArray();
    }
  }

  @Override
  public void close() {
    loaded.close();
  }
}
