package org.precis.text.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Links the words of sentences to those of their translations: IBM Model 1 in both directions,
 * trained to agree (Liang, Taskar and Klein 2006, "Alignment by Agreement"), with the prior for the
 * diagonal of Dyer, Chahuneau and Smith 2013 ("A Simple, Fast, and Effective Reparameterization of
 * IBM Model 2"). A word that was seen seldom leans on those that begin like it: its probabilities
 * have those of its stem, the first letters, as their prior. Not thread-safe. Numbers take no part.
 */
final class WordAlignment {
  /** Weaker links are no evidence. */
  static final double LEAST_LINK = 0.1;

  private static final int ITERATIONS = 6;

  /** How strongly words are thought to keep their place in the sentence; λ of the prior. */
  private static final double DIAGONAL = 3;

  /** Prior of a word to have no translation. */
  private static final double NOTHING = 0.08;

  /** Weight of the stem's probabilities, in times that a word is seen. */
  private static final double STEM_PRIOR = 16;

  private final Vocabulary foreignWords = new Vocabulary();
  private final Vocabulary englishWords = new Vocabulary();
  private final Map<String, Map<String, Integer>> spellings = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** Every pair of words that stand in sentences of one pair, in order. */
  private long[] cells = {};

  /** For each of {@link #cells}: probability of the English word given the foreign one. */
  private double[] english = {};

  /** The other way round. */
  private double[] foreign = {};

  /** For each of {@link #cells} a number that those of the same two stems share, from 0 on. */
  private int[] stemCells = {};

  /**
   * A sentence and its translation.
   *
   * @param foreign words
   * @param english words
   * @param f numbers of the foreign words
   * @param e numbers of the English words
   */
  record Pair(List<Word> foreign, List<Word> english, int[] f, int[] e) {}

  /** The words of one side and their stems, both numbered from 0 on. */
  private static final class Vocabulary {
    private static final int STEM_LETTERS = 4;

    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> stems = new HashMap<>();

    /** By the word's number. */
    private final List<Integer> stemOf = new ArrayList<>();

    private final List<Integer> seen = new ArrayList<>();

    /** The numbers of words that were read. */
    int[] read(List<Word> read) {
      return read.stream().mapToInt(word -> read(word.key())).toArray();
    }

    private int read(String key) {
      Integer known = words.get(key);
      if (known != null) {
        seen.set(known, seen.get(known) + 1);
        return known;
      }
      words.put(key, seen.size());
      seen.add(1);
      int letters = Math.min(STEM_LETTERS, key.codePointCount(0, key.length()));
      String stem = key.substring(0, key.offsetByCodePoints(0, letters));
      stemOf.add(stems.computeIfAbsent(stem, s -> stems.size()));
      return seen.size() - 1;
    }

    int size() {
      return seen.size();
    }

    int stem(int word) {
      return stemOf.get(word);
    }

    /** For each stem the sum of what its words have. */
    double[] byStem(double[] byWord) {
      double[] sums = new double[stems.size()];
      for (int word = 0; word < byWord.length; word++) {
        sums[stem(word)] += byWord[word];
      }
      return sums;
    }

    /** For each word how many of those with its stem are it. */
    double[] shares() {
      double[] words = seen.stream().mapToDouble(Integer::doubleValue).toArray();
      double[] ofStem = byStem(words);
      return IntStream.range(0, words.length)
          .mapToDouble(word -> words[word] / ofStem[stem(word)])
          .toArray();
    }
  }

  void add(List<Word> foreign, List<Word> english) {
    List<Word> f = words(foreign);
    List<Word> e = words(english);
    pairs.add(new Pair(f, e, foreignWords.read(f), englishWords.read(e)));
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

  /**
   * Trains, and visits every pair with the strength of its links, from 0 to 1: a row for each
   * foreign word, a column for each English one.
   */
  void forEach(BiConsumer<Pair, double[][]> visitor) {
    cells = cells();
    english = new double[cells.length];
    foreign = new double[cells.length];
    stemCells = stemCells();
    Arrays.fill(english, 1.0 / Math.max(1, englishWords.size()));
    Arrays.fill(foreign, 1.0 / Math.max(1, foreignWords.size()));
    double[] foreignShares = foreignWords.shares();
    double[] englishShares = englishWords.shares();
    List<int[][]> places = pairs.stream().map(this::places).toList();
    for (int i = 0; i < ITERATIONS; i++) {
      iterate(places, foreignShares, englishShares);
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
    return distinct(all);
  }

  private int[] stemCells() {
    long[] stems =
        Arrays.stream(cells)
            .map(cell -> cell(foreignWords.stem(foreign(cell)), englishWords.stem(english(cell))))
            .toArray();
    long[] distinct = distinct(stems.clone());
    return Arrays.stream(stems).mapToInt(cell -> Arrays.binarySearch(distinct, cell)).toArray();
  }

  /** What an array has, in order, each once; the array is sorted. */
  private static long[] distinct(long[] all) {
    Arrays.parallelSort(all);
    int distinct = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  private static long cell(int f, int e) {
    return ((long) f << 32) | e;
  }

  private static int foreign(long cell) {
    return (int) (cell >>> 32);
  }

  private static int english(long cell) {
    return (int) cell;
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
  private void iterate(List<int[][]> allPlaces, double[] foreignShares, double[] englishShares) {
    double[] counts = new double[cells.length];
    double[] ofForeign = new double[foreignWords.size()];
    double[] ofEnglish = new double[englishWords.size()];
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
    double[] stemCounts = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      stemCounts[stemCells[i]] += counts[i];
    }
    double[] ofForeignStem = foreignWords.byStem(ofForeign);
    double[] ofEnglishStem = englishWords.byStem(ofEnglish);
    for (int i = 0; i < cells.length; i++) {
      int f = foreign(cells[i]);
      int e = english(cells[i]);
      double both = stemCounts[stemCells[i]];
      double byStems = both / Math.max(Double.MIN_NORMAL, ofForeignStem[foreignWords.stem(f)]);
      english[i] = smoothed(counts[i], ofForeign[f], byStems * englishShares[e]);
      byStems = both / Math.max(Double.MIN_NORMAL, ofEnglishStem[englishWords.stem(e)]);
      foreign[i] = smoothed(counts[i], ofEnglish[e], byStems * foreignShares[f]);
    }
  }

  private static double smoothed(double count, double of, double prior) {
    return (count + STEM_PRIOR * prior) / (of + STEM_PRIOR);
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
    double nothing = NOTHING / Math.max(1, englishWords.size());
    double nothingForeign = NOTHING / Math.max(1, foreignWords.size());
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
