package org.precis.model.io;

import java.util.List;
import java.util.Map;
import org.precis.model.session.NetworkModel;
import org.precis.token.Tokenizer;

/**
 * A model without a tokenizer, for benchmarks and training. Whoever loaded it closes it.
 *
 * @param name the directory's name
 * @param hash of configuration and weights; see {@link ModelLoader}
 * @param device where it runs, such as {@code cpu}
 * @param model the network
 * @param generation generation defaults as in {@link LoadedModel}
 * @param parameters number of weights, a shared one counted once
 * @param unused names of tensors in the checkpoint that the architecture has no use for
 */
public record LoadedNetwork(
    String name,
    String hash,
    String device,
    NetworkModel model,
    Map<String, String> generation,
    long parameters,
    List<String> unused)
    implements AutoCloseable {

  public LoadedNetwork {
    generation = Map.copyOf(generation);
    unused = List.copyOf(unused);
  }

  /**
   * The generation defaults for texts in a language, as {@link LoadedModel#generation(String)}.
   *
   * @param tokenizer the model's
   * @param language BCP 47 tag
   * @throws IllegalArgumentException if the model has to be told the language and does not know it
   */
  public Map<String, String> generation(Tokenizer tokenizer, String language) {
    return GenerationDefaults.writing(language, tokenizer, name, generation);
  }

  @Override
  public void close() {
    model.close();
  }
}
