package org.precis.model.io;

import java.util.Map;
import org.precis.model.Seq2SeqModel;
import org.precis.token.Tokenizer;

/**
 * A model with all that belongs to it. Whoever loaded it closes it.
 *
 * @param name the directory's name
 * @param hash SHA-256 of configuration and weights, in hexadecimal
 * @param device where it runs, such as {@code cpu}
 * @param model the network
 * @param tokenizer its tokenizer
 * @param generation generation defaults of {@code generation_config.json}, falling back to the
 *     generation fields of {@code config.json}; keys as in those files, values as strings, absent
 *     where null
 */
public record LoadedModel(
    String name,
    String hash,
    String device,
    Seq2SeqModel model,
    Tokenizer tokenizer,
    Map<String, String> generation)
    implements AutoCloseable {

  public LoadedModel {
    generation = Map.copyOf(generation);
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
