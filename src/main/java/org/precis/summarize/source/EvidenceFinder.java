package org.precis.summarize.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.precis.text.Document;
import org.precis.text.LanguageTags;
import org.precis.text.SentenceSplitter;
import org.precis.text.number.NumberMatcher;

/**
 * Finds the sentences of a document that a generated summary rests on. Within one language by their
 * words, across languages by numbers, names and cognates. It says where to look, and proves
 * nothing: where no signal is found there is no evidence. Immutable and thread-safe.
 */
public final class EvidenceFinder {
  private static final int MOST_SENTENCES = 2;

  /** Within one language: cosine and numbers, less what any two sentences have. */
  private static final double LEAST_SAME = 0.08;

  /** Across languages: one rare number, or one rare name that is spelled alike. */
  private static final double LEAST_CROSS = 0.5;

  /** A second sentence must come near the first. */
  private static final double LEAST_OF_BEST = 0.6;

  private final SentenceSplitter splitter;
  private final NumberMatcher numbers = new NumberMatcher();

  /** A finder among what {@code splitter} takes for sentences. */
  public EvidenceFinder(SentenceSplitter splitter) {
    this.splitter = splitter;
  }

  /**
   * The summary's sentences with their evidence.
   *
   * @param sentences sentences of the summary
   * @param language BCP 47 tag of the summary
   * @param document what it summarises; its language decides how sentences are compared, and where
   *     that is unknown both ways are tried
   * @return as many as {@code sentences}, each with at most two places in the document's source,
   *     best first, and with the section of the best, −1 if there is none
   */
  public List<SummarySentence> find(List<String> sentences, String language, Document document) {
    List<SourceSentence> source = SourceSentences.of(document, splitter).sentences();
    List<String> texts = source.stream().map(SourceSentence::text).toList();
    boolean same = primary(language).equals(primary(document.language()));
    boolean unknown = document.language().equals(Document.UNDETERMINED);
    List<SummarySentence> found =
        sentences.stream().map(s -> new SummarySentence(s, -1, List.of())).toList();
    if (same || unknown) {
      found = fill(found, source, new SameLanguageEvidence(texts, sentences, numbers), LEAST_SAME);
    }
    if (!same) {
      found = fill(found, source, new CrossLingualEvidence(texts, numbers), LEAST_CROSS);
    }
    return found;
  }

  private static String primary(String tag) {
    return LanguageTags.language(LanguageTags.normalise(tag));
  }

  /** Looks for evidence of those sentences that have none yet. */
  private static List<SummarySentence> fill(
      List<SummarySentence> sentences,
      List<SourceSentence> source,
      EvidenceScores scores,
      double least) {
    List<SummarySentence> filled = new ArrayList<>();
    for (SummarySentence sentence : sentences) {
      filled.add(
          sentence.evidence().isEmpty()
              ? supported(sentence.text(), source, scores.of(sentence.text()), least)
              : sentence);
    }
    return filled;
  }

  private static SummarySentence supported(
      String text, List<SourceSentence> source, double[] scores, double least) {
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .limit(MOST_SENTENCES)
            .toList();
    double best = order.isEmpty() ? 0 : scores[order.get(0)];
    List<SourceSentence> kept =
        order.stream()
            .filter(i -> scores[i] >= Math.max(least, LEAST_OF_BEST * best))
            .map(source::get)
            .toList();
    return new SummarySentence(
        text,
        kept.isEmpty() ? -1 : kept.get(0).section(),
        kept.stream().map(SourceSentence::source).toList());
  }
}
