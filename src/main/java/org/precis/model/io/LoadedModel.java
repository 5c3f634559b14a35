package org.precis.model.io;

import java.util.Map;
import java.util.Optional;
import org.precis.model.SentenceCounter;
import org.precis.model.Seq2SeqModel;
import org.precis.model.session.OutputVocabulary;
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
 * @param outputs tokens that the model can decode
 * @param counter what says how many sentences a section deserves, where the model brings it along
 */
public record LoadedModel(
    String name,
    String hash,
    String device,
    Seq2SeqModel model,
    Tokenizer tokenizer,
    Map<String, String> generation,
    OutputVocabulary outputs,
    Optional<SentenceCounter> counter)
    implements AutoCloseable {
  /**
   * The generation setting that names the token at the end of each sentence of a section's summary.
   * Models that have it were trained to be stopped after a number of sentences; other software
   * ignores it.
   */
  public static final String SENTENCE_END = "sentence_end_token_id";

  /**
   * The generation setting that says how many of a document's first sentences make its summary.
   * Models that have it were trained on sentences, and are given one at a time; other software
   * ignores it.
   */
  public static final String LEAD_SENTENCES = "lead_sentences";

  public LoadedModel {
    generation = Map.copyOf(generation);
  }

  /** A model that can decode its whole vocabulary and brings no counter along. */
  public LoadedModel(
      String name,
      String hash,
      String device,
      Seq2SeqModel model,
      Tokenizer tokenizer,
      Map<String, String> generation) {
    this(
        name,
        hash,
        device,
        model,
        tokenizer,
        generation,
        OutputVocabulary.all(model.spec()),
        Optional.empty());
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
    return GenerationDefaults.writing(language, tokenizer, name, generation);
  }

  /**
   * The token of {@link #SENTENCE_END}, if the model has one.
   *
   * @throws ModelFormatException if it is not a number
   */
  public Optional<Integer> sentenceEnd() {
    return number(SENTENCE_END);
  }

  /**
   * How many sentences make a summary, each read alone; empty if the model reads documents.
   *
   * @throws ModelFormatException if it is not a number
   */
  public Optional<Integer> leadSentences() {
    return number(LEAD_SENTENCES).filter(count -> count > 0);
  }

  private Optional<Integer> number(String key) {
    String value = generation.get(key);
    try {
      return Optional.ofNullable(value).map(digits -> Integer.parseUnsignedInt(digits.strip()));
    } catch (NumberFormatException e) {
      throw new ModelFormatException(
          "generation_config.json: %s must be a number from 0, got '%s'".formatted(key, value), e);
    }
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
