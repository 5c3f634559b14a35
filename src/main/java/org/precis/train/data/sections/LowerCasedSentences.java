package org.precis.train.data.sections;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts text without capitals behind full stops, question and exclamation marks and semicolons that
 * a space follows, but behind abbreviations and single letters. Stateless.
 */
final class LowerCasedSentences {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "al", "approx", "ca", "cf", "dr", "e.g", "etc", "ex", "fig", "figs", "i.e", "no", "nos",
          "pv", "ref", "refs", "resp", "sp", "spp", "st", "subsp", "suppl", "var", "ver", "viz",
          "vol", "vs");

  private LowerCasedSentences() {}

  /** The sentences of a text, in order, none blank. */
  static List<String> split(String text) {
    List<String> sentences = new ArrayList<>();
    StringBuilder sentence = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      sentence.append(sentence.isEmpty() ? "" : " ").append(word);
      if (ends(word)) {
        sentences.add(sentence.toString());
        sentence.setLength(0);
      }
    }
    if (!sentence.isEmpty() && !sentence.toString().isBlank()) {
      sentences.add(sentence.toString());
    }
    return sentences;
  }

  private static boolean ends(String word) {
    char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
    if (last != '.') {
      return last == '?' || last == '!' || last == ';';
    }
    String stem = word.substring(0, word.length() - 1).replaceFirst("^[(\\[]+", "");
    boolean initial = stem.length() == 1 && Character.isLetter(stem.charAt(0));
    return !initial && !ABBREVIATIONS.contains(stem);
  }
}
