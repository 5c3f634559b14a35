package org.precis.model.io;

import org.precis.model.TextEncoder;
import org.precis.token.SubwordTokenizer;

/**
 * An encoder with all that belongs to it. Whoever loaded it closes it.
 *
 * @param name the directory's name
 * @param hash of configuration and weights; see {@link ModelLoader}
 * @param device where it runs, such as {@code cpu}
 * @param model the network
 * @param tokenizer its tokenizer
 */
public record LoadedEncoder(
    String name, String hash, String device, TextEncoder model, SubwordTokenizer tokenizer)
    implements AutoCloseable {

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
