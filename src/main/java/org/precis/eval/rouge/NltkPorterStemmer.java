package org.precis.eval.rouge;

import java.util.Map;
import java.util.Optional;
import org.precis.eval.rouge.SuffixRules.Rule;

/**
 * Porter's stemmer (1980) with the extensions that NLTK's has by default and that Google's {@code
 * rouge_score} therefore uses: a list of irregular words, {@code ies} and {@code ied} in short
 * words, {@code y} after a consonant, {@code alli}, {@code bli}, {@code fulli} and {@code logi}.
 * Lucene's Porter stemmer gives other stems. Immutable and thread-safe.
 */
public final class NltkPorterStemmer implements Stemmer {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("sky", "sky"),
          Map.entry("skies", "sky"),
          Map.entry("dying", "die"),
          Map.entry("lying", "lie"),
          Map.entry("tying", "tie"),
          Map.entry("news", "news"),
          Map.entry("inning", "inning"),
          Map.entry("innings", "inning"),
          Map.entry("outing", "outing"),
          Map.entry("outings", "outing"),
          Map.entry("canning", "canning"),
          Map.entry("cannings", "canning"),
          Map.entry("howe", "howe"),
          Map.entry("proceed", "proceed"),
          Map.entry("exceed", "exceed"),
          Map.entry("succeed", "succeed"));

  private static final SuffixRules PLURAL = SuffixRules.of(stem -> true, "sses>ss ies>i ss>ss s>");

  private static final SuffixRules DOUBLE =
      SuffixRules.of(
          stem -> Measure.of(stem) > 0,
          "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e"
              + " ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful"
              + " ousness>ous aliti>al iviti>ive biliti>ble fulli>ful",
          // The stem keeps its l: geology gives geolog.
          new Rule("logi", "log", stem -> Measure.of(stem + "l") > 0));

  private static final SuffixRules SINGLE =
      SuffixRules.of(
          stem -> Measure.of(stem) > 0, "icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");

  private static final SuffixRules LONG =
      SuffixRules.of(
          stem -> Measure.of(stem) > 1,
          "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent>",
          new Rule(
              "ion",
              "",
              stem -> Measure.of(stem) > 1 && (stem.endsWith("s") || stem.endsWith("t"))),
          "ou> ism> ate> iti> ous> ive> ize>");

  @Override
  public String stem(String word) {
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      return irregular;
    }
    if (word.length() <= 2) {
      return word;
    }
    String stem = withoutPlural(word);
    stem = withoutPast(stem);
    stem = withI(stem);
    stem = withoutDouble(stem);
    stem = SINGLE.apply(stem);
    stem = LONG.apply(stem);
    return withoutFinalL(withoutFinalE(stem));
  }

  /** Step 1a. */
  private static String withoutPlural(String word) {
    return word.length() == 4 && word.endsWith("ies") ? cut(word, 1) : PLURAL.apply(word);
  }

  /** Step 1b. */
  private static String withoutPast(String word) {
    if (word.endsWith("ied")) {
      return cut(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return Measure.of(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    return withoutSuffix(word, "ed")
        .or(() -> withoutSuffix(word, "ing"))
        .map(NltkPorterStemmer::restored)
        .orElse(word);
  }

  private static Optional<String> withoutSuffix(String word, String suffix) {
    return Optional.of(word)
        .filter(w -> w.endsWith(suffix))
        .map(w -> cut(w, suffix.length()))
        .filter(Measure::hasVowel);
  }

  /** What step 1b puts back: hop(p)ed, fil(e)d, conflat(e)d. */
  private static String restored(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (Measure.endsInDoubleConsonant(stem)) {
      return "lsz".indexOf(stem.charAt(stem.length() - 1)) < 0 ? cut(stem, 1) : stem;
    }
    return Measure.of(stem) == 1 && Measure.endsInShortSyllable(stem) ? stem + "e" : stem;
  }

  /** Step 1c. */
  private static String withI(String word) {
    String stem = cut(word, 1);
    boolean turns =
        word.endsWith("y") && stem.length() > 1 && Measure.isConsonant(stem, stem.length() - 1);
    return turns ? stem + "i" : word;
  }

  /** Step 2. */
  private static String withoutDouble(String word) {
    boolean ally = word.endsWith("alli") && Measure.of(cut(word, 4)) > 0;
    return ally ? withoutDouble(cut(word, 2)) : DOUBLE.apply(word);
  }

  /** Step 5a. */
  private static String withoutFinalE(String word) {
    if (!word.endsWith("e")) {
      return word;
    }
    String stem = cut(word, 1);
    int measure = Measure.of(stem);
    boolean goes = measure > 1 || (measure == 1 && !Measure.endsInShortSyllable(stem));
    return goes ? stem : word;
  }

  /** Step 5b. */
  private static String withoutFinalL(String word) {
    return word.endsWith("ll") && Measure.of(cut(word, 1)) > 1 ? cut(word, 1) : word;
  }

  private static String cut(String word, int characters) {
    return word.substring(0, word.length() - characters);
  }
}
