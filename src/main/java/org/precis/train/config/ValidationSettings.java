package org.precis.train.config;

import java.util.Map;

/**
 * What validation does.
 *
 * @param metric which figure decides about the best: {@code loss}, {@code rouge1}, {@code rouge2}
 *     or {@code rougeL}
 * @param examples examples that are summarised; 0 for none
 * @param batch how many of them at once
 * @param language BCP 47 tag of the summaries, for ROUGE
 * @param generation settings of generation over the model's own, as in Hugging Face's {@code
 *     generation_config.json}
 */
public record ValidationSettings(
    String metric, int examples, int batch, String language, Map<String, String> generation) {
  public ValidationSettings {
    generation = Map.copyOf(generation);
  }
}
