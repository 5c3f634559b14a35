package org.precis.model.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.precis.token.Tokenizer;

/**
 * Which tokens a model may decode. Decoding a part of a multilingual vocabulary is faster and takes
 * less memory; see {@link org.precis.model.session.OutputVocabulary} for what it changes.
 */
@FunctionalInterface
public interface OutputTokens {
  /** The usual name of a file of tokens in a model directory. */
  String NAME = "output_vocabulary.json";

  /** 10 million ids of up to 8 digits, far above any vocabulary. */
  long MAX_BYTES = 100_000_000;

  /** The whole vocabulary. */
  OutputTokens ALL = (directory, tokenizer) -> Optional.empty();

  /**
   * Ids of the tokens, ascending; empty for all.
   *
   * @param directory the model's directory
   * @param tokenizer the directory's tokenizer
   * @throws ModelFormatException if they cannot be told
   */
  Optional<int[]> of(Path directory, Tokenizer tokenizer);

  /**
   * What a language is written with; see {@link UsedTokens#addLanguages}. All where words are
   * tokens: they are of one language.
   *
   * @param tag BCP 47
   */
  static OutputTokens ofLanguage(String tag) {
    return (directory, tokenizer) ->
        tokenizer
            .subwords()
            .map(
                subwords -> {
                  UsedTokens used = new UsedTokens(subwords);
                  used.addLanguages(List.of(tag));
                  return used.ids(1);
                });
  }

  /**
   * What a file lists that {@link UsedTokens#write} wrote. It is refused if it is missing, damaged,
   * or was made with another tokenizer.
   *
   * @param name its path, from the model's directory where it is relative
   */
  static OutputTokens ofFile(String name) {
    return (directory, tokenizer) -> Optional.of(read(directory.resolve(name), tokenizer));
  }

  private static int[] read(Path file, Tokenizer tokenizer) {
    if (!Files.exists(file)) {
      throw new ModelFormatException(
          "there is no list of output tokens %s; make it with 'precis model outputs', or decode all tokens"
              .formatted(file));
    }
    JsonNode json = StrictJson.object(file, MAX_BYTES);
    String hash = json.path("tokenizer").asText();
    if (!hash.equals(tokenizer.hash())) {
      throw new ModelFormatException(
          "%s was made with the tokenizer %s, this one is %s; make it anew with 'precis model outputs'"
              .formatted(file, hash.isEmpty() ? "(none)" : hash, tokenizer.hash()));
    }
    try {
      return new ObjectMapper().treeToValue(json.required("tokens"), int[].class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ModelFormatException(file + ": 'tokens' must be a list of ids", e);
    }
  }
}
