package org.precis.text.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Links the words of sentences to those of their translations: IBM Model 1 in both directions,
 * trained to agree (Liang, Taskar and Klein 2006, "Alignment by Agreement"), with the prior for the
 * diagonal of Dyer, Chahuneau and Smith 2013 ("A Simple, Fast, and Effective Reparameterization of
 * IBM Model 2"). Not thread-safe. Numbers take no part.
 */
final class WordAlignment {
  /** Weaker links are no evidence. */
  static final double LEAST_LINK = 0.1;

  private static final int ITERATIONS = 6;

  /** How strongly words are thought to keep their place in the sentence; λ of the prior. */
  private static final double DIAGONAL = 4;

  /** Prior of a word to have no translation. */
  private static final double NOTHING = 0.08;

  private final Map<String, Integer> foreignNumbers = new HashMap<>();
  private final Map<String, Integer> englishNumbers = new HashMap<>();
  private final Map<String, Map<String, Integer>> spellings = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** Every pair of words that stand in sentences of one pair, in order. */
  private long[] cells = {};

  /** For each of {@link #cells}: probability of the English word given the foreign one. */
  private double[] english = {};

  /** The other way round. */
  private double[] foreign = {};

  /**
   * A sentence and its translation.
   *
   * @param foreign words
   * @param english words
   * @param f numbers of the foreign words
   * @param e numbers of the English words
   */
  record Pair(List<Word> foreign, List<Word> english, int[] f, int[] e) {}

  void add(List<Word> foreign, List<Word> english) {
    List<Word> f = words(foreign);
    List<Word> e = words(english);
    pairs.add(new Pair(f, e, numbers(f, foreignNumbers), numbers(e, englishNumbers)));
    for (Word word : e.subList(Math.min(1, e.size()), e.size())) {
      spellings
          .computeIfAbsent(word.key(), w -> new HashMap<>())
          .merge(word.text(), 1, Integer::sum);
    }
  }

  /**
   * An English word as it is mostly written where it does not begin a sentence; in lower case if it
   * never stands elsewhere.
   */
  String shown(Word word) {
    return spellings.getOrDefault(word.key(), Map.of()).entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(word.key());
  }

  private static List<Word> words(List<Word> all) {
    return all.stream().filter(word -> !word.isNumber()).toList();
  }

  private static int[] numbers(List<Word> words, Map<String, Integer> known) {
    return words.stream()
        .mapToInt(word -> known.computeIfAbsent(word.key(), w -> known.size()))
        .toArray();
  }

  /**
   * Trains, and visits every pair with the strength of its links, from 0 to 1: a row for each
   * foreign word, a column for each English one.
   */
  void forEach(BiConsumer<Pair, double[][]> visitor) {
    cells = cells();
    english = new double[cells.length];
    foreign = new double[cells.length];
    Arrays.fill(english, 1.0 / Math.max(1, englishNumbers.size()));
    Arrays.fill(foreign, 1.0 / Math.max(1, foreignNumbers.size()));
    List<int[][]> places = pairs.stream().map(this::places).toList();
    for (int i = 0; i < ITERATIONS; i++) {
      iterate(places);
    }
    for (int i = 0; i < pairs.size(); i++) {
      visitor.accept(pairs.get(i), links(pairs.get(i), places.get(i)));
    }
  }

  /**
   * The English word with the strongest link to a foreign one, or -1 if none is at least so strong.
   */
  static int strongest(double[] links) {
    int found = -1;
    double strongest = LEAST_LINK;
    for (int e = 0; e < links.length; e++) {
      if (links[e] >= strongest) {
        strongest = links[e];
        found = e;
      }
    }
    return found;
  }

  private long[] cells() {
    int count = pairs.stream().mapToInt(pair -> pair.f().length * pair.e().length).sum();
    long[] all = new long[count];
    int at = 0;
    for (Pair pair : pairs) {
      for (int f : pair.f()) {
        for (int e : pair.e()) {
          all[at++] = cell(f, e);
        }
      }
    }
    Arrays.parallelSort(all);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  private static long cell(int f, int e) {
    return ((long) f << 32) | e;
  }

  /** Where the pairs of words stand in the tables. */
  private int[][] places(Pair pair) {
    int[][] places = new int[pair.f().length][pair.e().length];
    for (int i = 0; i < pair.f().length; i++) {
      for (int j = 0; j < pair.e().length; j++) {
        places[i][j] = Arrays.binarySearch(cells, cell(pair.f()[i], pair.e()[j]));
      }
    }
    return places;
  }

  /** One iteration of expectation and maximisation over both models. */
  private void iterate(List<int[][]> allPlaces) {
    double[] counts = new double[cells.length];
    double[] ofForeign = new double[foreignNumbers.size()];
    double[] ofEnglish = new double[englishNumbers.size()];
    for (int k = 0; k < pairs.size(); k++) {
      Pair pair = pairs.get(k);
      int[][] places = allPlaces.get(k);
      double[][] links = links(pair, places);
      for (int i = 0; i < links.length; i++) {
        for (int j = 0; j < links[i].length; j++) {
          counts[places[i][j]] += links[i][j];
          ofForeign[pair.f()[i]] += links[i][j];
          ofEnglish[pair.e()[j]] += links[i][j];
        }
      }
    }
    for (int i = 0; i < cells.length; i++) {
      english[i] = counts[i] / Math.max(Double.MIN_NORMAL, ofForeign[(int) (cells[i] >>> 32)]);
      foreign[i] = counts[i] / Math.max(Double.MIN_NORMAL, ofEnglish[(int) cells[i]]);
    }
  }

  /** The product of both models' posterior probabilities of each link. */
  private double[][] links(Pair pair, int[][] places) {
    int rows = pair.f().length;
    int columns = pair.e().length;
    double[][] prior = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double apart = Math.abs((i + 0.5) / rows - (j + 0.5) / columns);
        prior[i][j] = (1 - NOTHING) * Math.exp(-DIAGONAL * apart);
      }
    }
    double[] columnTotals = new double[columns];
    double[] columnPriors = new double[columns];
    double[][] links = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        columnPriors[j] += prior[i][j];
        columnTotals[j] += prior[i][j] * english[places[i][j]];
      }
    }
    double nothing = NOTHING / Math.max(1, englishNumbers.size());
    double nothingForeign = NOTHING / Math.max(1, foreignNumbers.size());
    for (int i = 0; i < rows; i++) {
      double rowTotal = 0;
      double rowPrior = 0;
      for (int j = 0; j < columns; j++) {
        rowPrior += prior[i][j];
        rowTotal += prior[i][j] * foreign[places[i][j]];
      }
      for (int j = 0; j < columns; j++) {
        double toEnglish =
            prior[i][j] * english[places[i][j]] / (columnTotals[j] + nothing * columnPriors[j]);
        double toForeign =
            prior[i][j] * foreign[places[i][j]] / (rowTotal + nothingForeign * rowPrior);
        links[i][j] = toEnglish * toForeign;
      }
    }
    return links;
  }
}
