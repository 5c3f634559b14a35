package org.precis.text.lexicon;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Learns a {@link Lexicon} or {@link BackGlosser} from sentences and their English translations.
 * Not thread-safe.
 *
 * <p>A word's English is what most often stands where it does: the word linked to it by {@link
 * WordAlignment}, with the neighbours that belong to no other word of the sentence.
 */
public final class LexiconLearner {
  /** Most English words for one. */
  private static final int MOST_WORDS = 4;

  /** A word whose translations were seen in a smaller share of its places has none. */
  private static final double LEAST_TRANSLATED = 0.15;

  /** Least sum of the strengths of a translation's links; weaker ones teach no word. */
  private static final double LEAST_EVIDENCE = 0.5;

  /** So often must a word be seen before its having no translation counts. */
  private static final int ENOUGH = 3;

  private final Map<String, WordAlignment> languages = new TreeMap<>();

  /**
   * Adds a sentence and its English translation.
   *
   * @param language primary subtag of the foreign sentence's language
   */
  public void add(String language, String foreign, String english) {
    languages
        .computeIfAbsent(language, l -> new WordAlignment())
        .add(Word.ofForeign(foreign), Word.ofEnglish(english));
  }

  /** The lexicon of all pairs so far. */
  public Lexicon learn() {
    Map<String, NavigableMap<String, String>> entries = new TreeMap<>();
    languages.forEach((language, alignment) -> entries.put(language, entries(alignment)));
    return new Lexicon(entries);
  }

  private static NavigableMap<String, String> entries(WordAlignment alignment) {
    Map<String, Map<String, Double>> candidates = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    alignment.forEach(
        (pair, links) -> {
          int[] best = best(links, pair.english().size());
          for (int f = 0; f < pair.foreign().size(); f++) {
            String key = pair.foreign().get(f).key();
            seen.merge(key, 1, Integer::sum);
            int core = WordAlignment.strongest(links[f]);
            if (core >= 0) {
              candidates
                  .computeIfAbsent(key, k -> new HashMap<>())
                  .merge(phrase(alignment, pair, best, f, core), links[f][core], Double::sum);
            }
          }
        });
    NavigableMap<String, String> entries = new TreeMap<>();
    seen.forEach(
        (key, count) -> {
          Map<String, Double> found = candidates.getOrDefault(key, Map.of());
          double translated = found.values().stream().mapToDouble(Double::doubleValue).sum();
          if (translated >= LEAST_TRANSLATED * count) {
            found.entrySet().stream()
                .max(
                    Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(best -> best.getValue() >= LEAST_EVIDENCE)
                .ifPresent(best -> entries.put(key, best.getKey()));
          } else if (count >= ENOUGH) {
            entries.put(key, "");
          }
        });
    return entries;
  }

  /** For each English word the foreign word with the strongest link to it, or -1. */
  private static int[] best(double[][] links, int english) {
    int[] best = new int[english];
    for (int e = 0; e < english; e++) {
      best[e] = -1;
      double strongest = WordAlignment.LEAST_LINK;
      for (int f = 0; f < links.length; f++) {
        if (links[f][e] >= strongest) {
          strongest = links[f][e];
          best[e] = f;
        }
      }
    }
    return best;
  }

  private static String phrase(
      WordAlignment alignment, WordAlignment.Pair pair, int[] best, int f, int core) {
    int from = core;
    int to = core + 1;
    while (from > 0 && best[from - 1] == f && to - from < MOST_WORDS) {
      from--;
    }
    while (to < best.length && best[to] == f && to - from < MOST_WORDS) {
      to++;
    }
    StringBuilder phrase = new StringBuilder();
    for (int e = from; e < to; e++) {
      phrase.append(phrase.isEmpty() ? "" : " ").append(alignment.shown(pair.english().get(e)));
    }
    return phrase.toString();
  }
}
