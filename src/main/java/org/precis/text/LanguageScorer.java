package org.precis.text;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weighs what speaks for each language that a block of text may be in: its script, its character
 * n-grams, its function words, its letters. Immutable and thread-safe.
 *
 * <p>The weights were fitted by the likelihood of some 65,000 texts in 70 languages of FLORES-200,
 * Tatoeba, the WMT news tests, TICO-19, news and the Universal Declaration of Human Rights.
 */
final class LanguageScorer {
  /** What the n-gram model's log-probabilities are multiplied by: it is far too modest. */
  private static final double SHARPNESS = 12;

  /** What a function word adds to the log-probability of its languages. */
  private static final double FUNCTION_WORD = 2;

  /** What a foreign letter takes from it. */
  private static final double FOREIGN_LETTER = 2.5;

  /** More foreign letters say no more: typists replace letters throughout a text. */
  private static final double MOST_FOREIGN_LETTERS = 2;

  /** Languages of most texts in most collections. */
  private static final Set<String> COMMON =
      Set.of(
          "en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "vi", "sw", "ar", "fa", "ur", "hi",
          "zh", "ja");

  /** Languages that are seldom written, or beside another by nearly all. */
  private static final Set<String> RARE =
      Set.of(
          "vo", "war", "nan", "min", "nds", "li", "gsw", "ast", "oc", "eo", "la", "fo", "mi", "mg",
          "br", "fy", "su", "jv", "ba", "ce", "ceb", "sa", "pa");

  private static final double COMMON_PRIOR = 0;
  private static final double OTHER_PRIOR = -1;
  private static final double RARE_PRIOR = -3;

  /**
   * Languages that the model prefers to a neighbour too little (Indonesian to Malay and Sundanese,
   * Russian and Ukrainian to Bulgarian) or too much (Bosnian to Croatian).
   */
  private static final Map<String, Double> FITTED_PRIORS =
      Map.of("id", 2.0, "ru", 1.0, "uk", 0.5, "bs", -2.0);

  /** What a language that the n-gram model does not know has less than the likeliest of others. */
  private static final double UNKNOWN_PRIOR = -6;

  /**
   * What a language without a list of words has more with every letter: the words of those that
   * have one would have shown by then.
   */
  private static final double NO_WORDS_PER_LETTER = 0.03;

  private final NgramModel ngrams = NgramModel.shared();
  private final ScriptLanguages scripts = new ScriptLanguages(ngrams.tags());
  private final FunctionWords words = FunctionWords.load();
  private final Alphabets alphabets = new Alphabets(scripts.candidates());

  /** All languages that can be told. */
  Set<String> languages() {
    return scripts.all();
  }

  /** Weighs a block; empty if nobody knows who writes in its script. */
  Optional<LanguageEvidence> weigh(TextBlock block) {
    Optional<String> only = scripts.tellBySight(block);
    List<String> tags = scripts.candidates(block.script());
    if (only.isPresent() || tags.isEmpty()) {
      return only.map(tag -> LanguageEvidence.only(tag, block.weight()));
    }
    return Optional.of(weigh(block, tags));
  }

  private LanguageEvidence weigh(TextBlock block, List<String> tags) {
    double[] logs = ngrams.logProbabilities(block.text());
    Map<String, Integer> found = words.count(block.text());
    int[] letters = letters(block);
    double likeliest = Double.NEGATIVE_INFINITY;
    for (String tag : tags) {
      int known = ngrams.tags().indexOf(tag);
      likeliest = known < 0 ? likeliest : Math.max(likeliest, SHARPNESS * logs[known]);
    }
    double[] scores = new double[tags.size()];
    for (int i = 0; i < scores.length; i++) {
      String tag = tags.get(i);
      int known = ngrams.tags().indexOf(tag);
      double foreign = Math.min(alphabets.foreign(tag, letters), MOST_FOREIGN_LETTERS);
      scores[i] =
          (known < 0 ? likeliest + UNKNOWN_PRIOR : SHARPNESS * logs[known] + prior(tag))
              + FUNCTION_WORD * found.getOrDefault(tag, 0)
              - FOREIGN_LETTER * foreign;
    }
    LanguageEvidence evidence = new LanguageEvidence(tags, scores, block.weight());
    // Ideographs are told by sight: no other language is written in them.
    return block.script() == UnicodeScript.HAN
        ? evidence
        : evidence.orNone(
            likeliest
                + UNKNOWN_PRIOR
                + NO_WORDS_PER_LETTER * Math.min(block.weight(), TextBlocks.LONG_ENOUGH));
  }

  /** The different letters of a block that are of its script. */
  private static int[] letters(TextBlock block) {
    return block
        .text()
        .codePoints()
        .filter(c -> Scripts.of(c) == block.script())
        .distinct()
        .toArray();
  }

  private static double prior(String tag) {
    if (FITTED_PRIORS.containsKey(tag)) {
      return FITTED_PRIORS.get(tag);
    }
    return COMMON.contains(tag) ? COMMON_PRIOR : RARE.contains(tag) ? RARE_PRIOR : OTHER_PRIOR;
  }
}
