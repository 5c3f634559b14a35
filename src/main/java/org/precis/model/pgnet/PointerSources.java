package org.precis.model.pgnet;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.TokenBatch;
import org.precis.token.WordLevelTokenizer;

/**
 * The words of a batch of sources as the network reads and as it copies them. The extended
 * vocabulary of See et al. is made for the whole batch: the model's words, behind them the open
 * words of all sources in order of id. B = sources, S = source length, V = the model's words.
 *
 * @param batch the sources
 * @param config sizes
 * @param open ids of the open words, ascending
 */
public record PointerSources(TokenBatch batch, PointerConfig config, int[] open) {

  /**
   * Looks for the open words.
   *
   * @throws IllegalArgumentException if an id is neither a word of the model nor an open word
   */
  public static PointerSources of(TokenBatch batch, PointerConfig config) {
    for (long id : batch.tokens()) {
      if (id >= config.vocabularySize() && id < WordLevelTokenizer.FIRST_OPEN) {
        throw new IllegalArgumentException(
            "token %d of a source is outside the vocabulary of %d words; is the vocabulary the model's own?"
                .formatted(id, config.vocabularySize()));
      }
    }
    int[] open =
        LongStream.of(batch.tokens())
            .filter(id -> id >= WordLevelTokenizer.FIRST_OPEN)
            .distinct()
            .sorted()
            .mapToInt(Math::toIntExact)
            .toArray();
    return new PointerSources(batch, config, open);
  }

  /** A word as the network reads it. */
  static long read(long id, PointerConfig config) {
    return id < config.vocabularySize() ? id : config.unknownToken();
  }

  /** Words as the network reads them, (B·S). */
  long[] ids() {
    return LongStream.of(batch.tokens()).map(id -> read(id, config)).toArray();
  }

  /** The same with the words of each source in reverse order, padding at the end as before. */
  long[] reversedIds() {
    long[] ids = ids();
    return LongStream.of(reversed()).map(i -> ids[(int) i]).toArray();
  }

  /**
   * For each position the place, in the whole batch, of the one that mirrors it within its source;
   * padding mirrors itself, (B·S).
   */
  long[] reversed() {
    long[] places = new long[batch.tokens().length];
    for (int row = 0; row < batch.lengths().length; row++) {
      int first = row * batch.width();
      int length = batch.lengths()[row];
      for (int i = 0; i < batch.width(); i++) {
        places[first + i] = (long) first + (i < length ? length - 1 - i : i);
      }
    }
    return places;
  }

  /**
   * Sets 1 for every position of a source that has a word.
   *
   * @param marks one for each position, from {@code first} on
   * @return true if there is one
   */
  boolean mark(int source, long word, float[] marks, int first) {
    boolean found = false;
    for (int i = 0; i < batch.lengths()[source]; i++) {
      if (batch.tokens()[source * batch.width() + i] == word) {
        marks[first + i] = 1;
        found = true;
      }
    }
    return found;
  }

  /** Column of each position's word in the extended vocabulary, (B·S). */
  long[] columns() {
    return LongStream.of(batch.tokens()).map(this::column).toArray();
  }

  private long column(long id) {
    return id < config.vocabularySize()
        ? id
        : config.vocabularySize() + Arrays.binarySearch(open, (int) id);
  }

  /** The extended vocabulary. */
  OutputVocabulary outputs() {
    int[] ids = new int[config.vocabularySize() + open.length];
    for (int i = 0; i < config.vocabularySize(); i++) {
      ids[i] = i;
    }
    System.arraycopy(open, 0, ids, config.vocabularySize(), open.length);
    return OutputVocabulary.of(ids, config.spec());
  }
}
