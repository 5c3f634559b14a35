package org.precis.summarize.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.precis.text.Document;
import org.precis.text.SentenceSplitter;

/**
 * Summarises a document by its own best sentences, in any language and with no model: central by
 * {@link LexRank}, early in their section, of an easy length, and unlike those already chosen
 * (maximal marginal relevance, Carbonell and Goldstein, 1998). Deterministic, immutable and
 * thread-safe.
 */
public final class ExtractiveSummarizer {
  /** λ of maximal marginal relevance: how far relevance counts, the rest being novelty. */
  private static final double RELEVANCE = 0.7;

  /** Cosine beyond which a sentence repeats another, and comes only after all that do not. */
  private static final double DUPLICATE = 0.6;

  /** Preference for a document's first sentence over a late one: news begin with what matters. */
  private static final double LEAD_OF_DOCUMENT = 1.0;

  /** The same for the first sentence of a later section, which states its subject. */
  private static final double LEAD_OF_SECTION = 0.4;

  /** Sentences after which the preference has halved. */
  private static final double LEAD_HALVES_AFTER = 2;

  /** What each sentence taken from a section costs its others, so that others come to speak. */
  private static final double SECTION_FATIGUE = 0.35;

  private final SentenceSplitter splitter;

  /** A summariser of what {@code splitter} takes for sentences. */
  public ExtractiveSummarizer(SentenceSplitter splitter) {
    this.splitter = splitter;
  }

  /**
   * The best sentences of {@code document}, in its order. Headings, bylines, datelines and tables
   * are taken only from a document that has nothing else.
   *
   * @param sentences how many at most
   * @return as many as asked for where the document has them; none for a document without text
   * @throws IllegalArgumentException if {@code sentences} is below 1
   */
  public Extract summarize(Document document, int sentences) {
    requirePositive(sentences);
    return summarize(document, sentences, section -> sentences);
  }

  /**
   * The best sentences of each section, as many as it deserves, in the document's order. A section
   * may have fewer.
   *
   * @param quotas most sentences of each section, none negative
   * @throws IllegalArgumentException if there are not as many quotas as sections
   */
  public Extract summarize(Document document, int[] quotas) {
    if (quotas.length != document.sections().size()) {
      throw new IllegalArgumentException(
          String.format(
              "each section needs its number of sentences, got %d numbers for %d sections",
              quotas.length, document.sections().size()));
    }
    return summarize(document, IntStream.of(quotas).sum(), section -> quotas[section]);
  }

  private Extract summarize(Document document, int sentences, IntUnaryOperator quotas) {
    SourceSentences source = SourceSentences.of(document, splitter);
    List<SourceSentence> chosen = choose(proper(source.sentences()), sentences, quotas);
    return new Extract(chosen.stream().map(SourceSentence::quoted).toList(), source.coverage());
  }

  /** Checks a number of sentences asked for. */
  static void requirePositive(int sentences) {
    if (sentences < 1) {
      throw new IllegalArgumentException("a summary has at least 1 sentence, got " + sentences);
    }
  }

  /** Those that read as sentences; all if none does. */
  private static List<SourceSentence> proper(List<SourceSentence> all) {
    List<SourceSentence> proper =
        all.stream().filter(s -> SentenceShape.isSentence(s.text())).toList();
    return proper.isEmpty() ? all : proper;
  }

  private static List<SourceSentence> choose(
      List<SourceSentence> candidates, int count, IntUnaryOperator quotas) {
    SentenceVectors vectors =
        SentenceVectors.of(candidates.stream().map(SourceSentence::text).toList());
    double[] relevance = relevance(candidates, LexRank.rank(vectors));
    double[] redundancy = new double[relevance.length];
    boolean[] taken = new boolean[relevance.length];
    Map<Integer, Integer> takenOfSection = new HashMap<>();
    List<SourceSentence> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(count, relevance.length)) {
      int best = -1;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < relevance.length; i++) {
        int tired = takenOfSection.getOrDefault(candidates.get(i).section(), 0);
        double score =
            RELEVANCE * relevance[i] / (1 + SECTION_FATIGUE * tired)
                - (1 - RELEVANCE) * redundancy[i]
                - (redundancy[i] > DUPLICATE ? 1 : 0);
        boolean open = !taken[i] && tired < quotas.applyAsInt(candidates.get(i).section());
        if (open && score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
      if (best < 0) {
        break; // Sections with sentences to spare have given all that they may.
      }
      taken[best] = true;
      SourceSentence sentence = candidates.get(best);
      chosen.add(sentence);
      takenOfSection.merge(sentence.section(), 1, Integer::sum);
      for (int i = 0; i < redundancy.length; i++) {
        redundancy[i] = Math.max(redundancy[i], vectors.cosine(i, best));
      }
    }
    chosen.sort(
        Comparator.comparingInt(SourceSentence::section).thenComparingInt(SourceSentence::end));
    return chosen;
  }

  /** What speaks for each candidate: 1 for the best, positive for all. */
  private static double[] relevance(List<SourceSentence> candidates, double[] ranks) {
    double[] relevance = new double[ranks.length];
    double most = 0;
    int first = candidates.isEmpty() ? 0 : candidates.get(0).section();
    int position = 0;
    for (int i = 0; i < ranks.length; i++) {
      SourceSentence sentence = candidates.get(i);
      boolean opens = i == 0 || sentence.section() != candidates.get(i - 1).section();
      position = opens ? 0 : position + 1;
      double lead = sentence.section() == first ? LEAD_OF_DOCUMENT : LEAD_OF_SECTION;
      relevance[i] =
          ranks[i]
              * (1 + lead * Math.pow(2, -position / LEAD_HALVES_AFTER))
              * SentenceShape.lengthPreference(sentence.text());
      most = Math.max(most, relevance[i]);
    }
    for (int i = 0; i < ranks.length; i++) {
      relevance[i] /= most;
    }
    return relevance;
  }
}
