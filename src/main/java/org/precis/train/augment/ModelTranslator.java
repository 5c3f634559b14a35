package org.precis.train.augment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedModel;

/**
 * Translates with any model that we can load, such as Marian's or M2M100's, in batches of about one
 * length. The model belongs to the caller.
 */
public final class ModelTranslator implements Translator {
  /** As ACROSS translates; the least length counts the start token, as in Hugging Face. */
  public static final Map<String, String> ACROSS_GENERATION =
      Map.of("num_beams", "4", "length_penalty", "1.0", "min_length", "10");

  private final LoadedModel model;
  private final String prefix;
  private final DecodeOptions options;
  private final int batch;

  /**
   * A translator.
   *
   * @param tag BCP 47 tag of the target language, for models that are told it by the first token;
   *     empty for models into one language
   * @param prefix put before each sentence, such as {@code >>amh<<} for Marian's models into
   *     several languages; empty for none
   * @param generation settings over the model's own and {@link #ACROSS_GENERATION}
   * @param batch sentences at once
   */
  public ModelTranslator(
      LoadedModel model, String tag, String prefix, Map<String, String> generation, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch needs at least 1 sentence; it has " + batch);
    }
    this.model = model;
    this.prefix = prefix.isEmpty() ? "" : prefix + " ";
    this.batch = batch;
    DecodeOptions own =
        DecodeOptions.parse(tag.isEmpty() ? model.generation() : model.generation(tag));
    options = DecodeOptions.parse(generation, DecodeOptions.parse(ACROSS_GENERATION, own));
  }

  @Override
  public List<String> translate(List<String> sentences) {
    List<int[]> sources = sentences.stream().map(this::encode).toList();
    int[] byLength =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sources.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    String[] translations = new String[sources.size()];
    for (int from = 0; from < byLength.length; from += batch) {
      int[] places = Arrays.copyOfRange(byLength, from, Math.min(byLength.length, from + batch));
      List<int[]> rows = Arrays.stream(places).mapToObj(sources::get).toList();
      List<List<Hypothesis>> found =
          BeamSearch.search(model.model(), rows, options, StopCheck.NEVER);
      for (int i = 0; i < places.length; i++) {
        translations[places[i]] = model.tokenizer().decode(found.get(i).get(0).tokens());
      }
    }
    return List.of(translations);
  }

  /** At most as many tokens as the model takes, the special ones behind it kept. */
  private int[] encode(String sentence) {
    return model
        .tokenizer()
        .encode(prefix + sentence)
        .idsWithin(model.model().spec().maxSourceTokens());
  }
}
