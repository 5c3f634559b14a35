package org.precis.eval.report;

import java.util.List;
import java.util.Optional;
import org.precis.text.LanguageTags;

/**
 * One line of a file of predictions.
 *
 * @param prediction the summary to be judged; may be empty
 * @param references one or more summaries that it should be like
 * @param language BCP 47 tag of the source, by which figures are grouped
 * @param summaryLanguage BCP 47 tag of prediction and references
 * @param source the text that was summarised, where it is known
 * @param stratum part of the language's examples whose share every resample keeps; empty where the
 *     examples are one part
 * @param document what was summarised, where it is known: the predictions of one document, by
 *     several runs or from several languages, are resampled as one
 */
public record Example(
    String prediction,
    List<String> references,
    String language,
    String summaryLanguage,
    Optional<String> source,
    String stratum,
    Optional<String> document) {

  public Example {
    references = List.copyOf(references);
    if (references.isEmpty()) {
      throw new IllegalArgumentException("an example needs at least one reference, got 0");
    }
  }

  /** An example of a language that is one part, the only one of its document. */
  public Example(
      String prediction,
      List<String> references,
      String language,
      String summaryLanguage,
      Optional<String> source) {
    this(prediction, references, language, summaryLanguage, source, "", Optional.empty());
  }

  /** Whether another system's prediction is judged by the same references, in the same row. */
  boolean isPairedWith(Example other) {
    return references.equals(other.references)
        && language.equals(other.language)
        && summaryLanguage.equals(other.summaryLanguage)
        && stratum.equals(other.stratum);
  }

  /** The same as an example of a document. */
  Example ofDocument(Optional<String> other) {
    return new Example(prediction, references, language, summaryLanguage, source, stratum, other);
  }

  /** The source where it is in the summary's language, so that words can be compared. */
  Optional<String> comparableSource() {
    String wanted = LanguageTags.language(summaryLanguage);
    return source.filter(text -> LanguageTags.language(language).equals(wanted));
  }
}
