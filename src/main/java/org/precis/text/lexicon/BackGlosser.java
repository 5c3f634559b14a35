package org.precis.text.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Writes English as a gloss of another language would have it, so that a model that reads glosses
 * can be trained on English that has none, or be given others: back-translation (Sennrich, Haddow
 * and Birch 2016), drawn from statistics of words instead of a second model. Immutable and
 * thread-safe.
 *
 * <p>A word becomes what glosses of the language had where it was meant, by frequency: another
 * word, several, or nothing. From the end to the start each word is tried against the one behind it
 * and goes past it with the share in which these two had changed places, then against the next,
 * until one stays behind it; shares of pairs that were seen seldom lean to those of the first word,
 * and these to the language's. Words that were not seen stay, and so do numbers and punctuation.
 */
public final class BackGlosser {
  /** Most words of a gloss that stand for one English word. */
  private static final int MOST_WORDS = 3;

  /** A capitalized word that was seen less often is a name, and stays. */
  private static final int KNOWN_NAME = 20;

  /**
   * Weight of a word's habits against those of its language, and of two words' against the first's.
   */
  private static final double WORD_PRIOR = 5;

  private static final double PAIR_PRIOR = 3;

  /** In alphabetical order. */
  private final Map<String, Habits> languages;

  private BackGlosser(Map<String, Habits> languages) {
    this.languages = languages;
  }

  /**
   * What glosses of a language have for words, and in which order.
   *
   * @param glosses of an English word, by its key
   * @param orders of two neighbours, by both keys
   * @param firsts the same, by the key of the first
   * @param all the same, of any two
   */
  private record Habits(
      Map<String, Choices> glosses,
      Map<String, Order> orders,
      Map<String, Order> firsts,
      Order all) {}

  /** How often two neighbours were seen, and how often the other way round. */
  private static final class Order {
    private int seen;
    private int swapped;

    void add(boolean swap) {
      seen++;
      swapped += swap ? 1 : 0;
    }

    /** Share of swaps, where so many more observations had the share {@code prior}. */
    double share(double weight, double prior) {
      return (swapped + weight * prior) / (seen + weight);
    }
  }

  /**
   * Glosses of a word.
   *
   * @param glosses in alphabetical order
   * @param upTo for each how often it or one before it was seen
   */
  private record Choices(List<String> glosses, int[] upTo) {
    static Choices of(Map<String, Integer> counts) {
      Map<String, Integer> kept = new TreeMap<>();
      counts.forEach(
          (gloss, count) -> {
            if (count > 1 || gloss.indexOf(' ') < 0) {
              kept.merge(gloss, count, Integer::sum);
            }
          });
      if (kept.isEmpty()) {
        counts.forEach(
            (gloss, count) ->
                kept.merge(gloss.substring(0, gloss.indexOf(' ')), count, Integer::sum));
      }
      int[] upTo = kept.values().stream().mapToInt(Integer::intValue).toArray();
      Arrays.parallelPrefix(upTo, Integer::sum);
      return new Choices(List.copyOf(kept.keySet()), upTo);
    }

    int seen() {
      return upTo[upTo.length - 1];
    }

    String draw(RandomGenerator random) {
      int place = Arrays.binarySearch(upTo, random.nextInt(seen()) + 1);
      return glosses.get(place >= 0 ? place : -place - 1);
    }
  }

  /** Learns from glosses beside their English. Not thread-safe. */
  public static final class Learner {
    private final Map<String, WordAlignment> alignments = new TreeMap<>();

    /**
     * Adds a gloss and its English.
     *
     * @param language primary subtag of the language that was glossed
     */
    public void add(String language, String gloss, String english) {
      alignments
          .computeIfAbsent(language, l -> new WordAlignment())
          .add(Word.ofEnglish(gloss), Word.ofEnglish(english));
    }

    /** The back-glosser of all pairs so far. */
    public BackGlosser learn() {
      Map<String, Habits> languages = new TreeMap<>();
      alignments.forEach((language, alignment) -> languages.put(language, habits(alignment)));
      return new BackGlosser(languages);
    }
  }

  private static Habits habits(WordAlignment alignment) {
    Map<String, Map<String, Integer>> glosses = new HashMap<>();
    Habits habits = new Habits(new HashMap<>(), new HashMap<>(), new HashMap<>(), new Order());
    alignment.forEach(
        (pair, links) -> {
          int[] meant = Arrays.stream(links).mapToInt(WordAlignment::strongest).toArray();
          List<Word> english = pair.english();
          int[] first = first(meant, english.size());
          for (int e = 0; e < english.size(); e++) {
            glosses
                .computeIfAbsent(english.get(e).key(), key -> new HashMap<>())
                .merge(gloss(pair.foreign(), meant, first[e]), 1, Integer::sum);
            if (e > 0
                && first[e - 1] >= 0
                && first[e] >= 0
                && near(english.get(e - 1), english.get(e))) {
              String before = english.get(e - 1).key();
              boolean swapped = first[e - 1] > first[e];
              habits
                  .orders
                  .computeIfAbsent(both(before, english.get(e).key()), k -> new Order())
                  .add(swapped);
              habits.firsts.computeIfAbsent(before, k -> new Order()).add(swapped);
              habits.all.add(swapped);
            }
          }
        });
    glosses.forEach((word, counts) -> habits.glosses.put(word, Choices.of(counts)));
    return habits;
  }

  /** For each English word the first word of the gloss that means it, or -1. */
  private static int[] first(int[] meant, int english) {
    int[] first = new int[english];
    Arrays.fill(first, -1);
    for (int g = meant.length - 1; g >= 0; g--) {
      if (meant[g] >= 0) {
        first[meant[g]] = g;
      }
    }
    return first;
  }

  /** A gloss's words from one on that mean the same or nothing, up to {@link #MOST_WORDS}. */
  private static String gloss(List<Word> gloss, int[] meant, int first) {
    if (first < 0) {
      return "";
    }
    int end = first + 1;
    while (end < Math.min(gloss.size(), first + MOST_WORDS)
        && (meant[end] < 0 || meant[end] == meant[first])) {
      end++;
    }
    return gloss.subList(first, end).stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** Whether a space or one mark, such as a hyphen, is all that lies between two words. */
  private static boolean near(Word word, Word next) {
    return next.start() - word.end() == 1;
  }

  private static String both(String word, String next) {
    return word + ' ' + next;
  }

  /** Primary subtags of the languages whose glosses it knows, in alphabetical order. */
  public List<String> languages() {
    return List.copyOf(languages.keySet());
  }

  /**
   * English as a gloss.
   *
   * @param language primary subtag
   * @throws IllegalArgumentException if no gloss of the language was seen
   */
  public String gloss(String english, String language, RandomGenerator random) {
    Habits habits = languages.get(language);
    if (habits == null) {
      throw new IllegalArgumentException(
          "there are no glosses of '%s'; there are those of %s".formatted(language, languages()));
    }
    List<Word> words = Word.ofEnglish(english).stream().filter(word -> !word.isNumber()).toList();
    List<Word> order = order(words, habits, random);
    GlossBuilder gloss = new GlossBuilder(english);
    for (int i = 0; i < words.size(); i++) {
      Word place = words.get(i);
      Word word = order.get(i);
      gloss.replace(
          place.start(),
          place.end(),
          drawn(word, word.start() == words.get(0).start(), habits, random));
    }
    return gloss.build().text();
  }

  /**
   * From the end to the start each word goes past those behind it, one by one, as chance has it.
   */
  private static List<Word> order(List<Word> words, Habits habits, RandomGenerator random) {
    boolean[] joined = new boolean[words.size()];
    for (int i = 0; i + 1 < words.size(); i++) {
      joined[i] = near(words.get(i), words.get(i + 1));
    }
    List<Word> order = new ArrayList<>(words);
    for (int i = words.size() - 2; i >= 0; i--) {
      for (int at = i; at + 1 < words.size() && joined[at]; at++) {
        if (random.nextDouble() >= swap(order.get(at).key(), order.get(at + 1).key(), habits)) {
          break;
        }
        order.set(at, order.set(at + 1, order.get(at)));
      }
    }
    return order;
  }

  /** Probability that two neighbours stand the other way round. */
  private static double swap(String word, String next, Habits habits) {
    double share = habits.all.share(1, 0);
    Order first = habits.firsts.get(word);
    if (first != null) {
      share = first.share(WORD_PRIOR, share);
    }
    Order both = habits.orders.get(both(word, next));
    return both == null ? share : both.share(PAIR_PRIOR, share);
  }

  private static String drawn(Word word, boolean begins, Habits habits, RandomGenerator random) {
    Choices choices = habits.glosses.get(word.key());
    boolean capital = Character.isUpperCase(word.text().codePointAt(0));
    if (choices == null || (capital && !begins && choices.seen() < KNOWN_NAME)) {
      return word.text();
    }
    String gloss = choices.draw(random);
    return gloss.equalsIgnoreCase(word.text()) ? word.text() : gloss;
  }
}
