package org.precis.train.run;

import java.util.Optional;
import org.precis.decode.DecodeOptions;
import org.precis.eval.rouge.Rouge;
import org.precis.model.counter.CounterNetwork;
import org.precis.model.counter.ServedCounter;
import org.precis.model.io.LoadedNetwork;
import org.precis.token.Tokenizer;
import org.precis.train.ExampleSummarizer;
import org.precis.train.PairSummarizer;
import org.precis.train.RougeMetrics;
import org.precis.train.SectionSummarizer;
import org.precis.train.TextMetrics;
import org.precis.train.config.TrainConfig;
import org.precis.train.data.SectionTokens;

/** What a validation generates, by a configuration. */
final class ValidationTexts {
  private ValidationTexts() {}

  /**
   * Figures of the texts that the configuration wants, if any.
   *
   * @param counter trained beside the network; then examples are sectioned documents
   */
  static TextMetrics metrics(
      TrainConfig config,
      LoadedNetwork loaded,
      Tokenizer tokenizer,
      Optional<CounterNetwork> counter) {
    if (config.validation().examples() == 0) {
      return TextMetrics.NONE;
    }
    DecodeOptions own =
        DecodeOptions.parse(loaded.generation(tokenizer, config.data().targetLanguage()));
    DecodeOptions options = DecodeOptions.parse(config.validation().generation(), own);
    ExampleSummarizer summarizer =
        counter.isPresent()
            ? ofSections(config, loaded, tokenizer, counter.get(), options)
            : new PairSummarizer(loaded.model(), tokenizer, options);
    return new RougeMetrics(
        summarizer,
        Rouge.multilingual(config.validation().language(), true),
        config.validation().examples(),
        config.validation().batch());
  }

  /** Summaries whose lengths the counter decides, in sentences, within what targets may have. */
  private static SectionSummarizer ofSections(
      TrainConfig config,
      LoadedNetwork loaded,
      Tokenizer tokenizer,
      CounterNetwork counter,
      DecodeOptions options) {
    int longest =
        Math.min(loaded.model().spec().maxTargetTokens(), config.data().maxTargetTokens());
    return new SectionSummarizer(
        loaded.model(),
        tokenizer,
        new ServedCounter(loaded.model(), counter, ""),
        SectionTokens.of(tokenizer, config.data().targetLanguage()).sentenceEnd(),
        options.toBuilder().minLength(0).maxNewTokens(longest).build(),
        config.validation().batch());
  }
}
