package org.precis.model.io;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.precis.model.Seq2SeqModel;
import org.precis.token.LanguageTokens;
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
  private static final String FORCED_FIRST = "forced_bos_token_id";

  public LoadedModel {
    generation = Map.copyOf(generation);
  }

  /**
   * The generation defaults for texts in a language. Where the checkpoint names no first token
   * ({@code forced_bos_token_id}) and the model is told its target by one (mBART-50, M2M100, NLLB),
   * it is the language's.
   *
   * @param language BCP 47 tag
   * @throws IllegalArgumentException if the model has to be told the language and does not know it
   */
  public Map<String, String> generation(String language) {
    Optional<LanguageTokens> languages =
        tokenizer.languages().filter(LanguageTokens::forcesFirstToken);
    if (languages.isEmpty() || generation.containsKey(FORCED_FIRST)) {
      return generation;
    }
    LanguageTokens known = languages.get();
    OptionalInt token = known.firstToken(language);
    if (token.isEmpty()) {
      throw new IllegalArgumentException(
          "the model '%s' has no token for the language '%s' that it is to write in; it has %s"
              .formatted(name, language, String.join(", ", known.codes())));
    }
    Map<String, String> settings = new TreeMap<>(generation);
    settings.put(FORCED_FIRST, Integer.toString(token.getAsInt()));
    return settings;
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
