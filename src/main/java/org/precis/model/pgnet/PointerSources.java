package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.precis.model.session.OutputVocabulary;
import org.precis.model.session.TokenBatch;
import org.precis.token.WordLevelTokenizer;

/**
 * The words of a batch of sources as the network reads and as it copies them. The extended
 * vocabulary of See et al. is made for the whole batch: the model's words, behind them the open
 * words of all sources in order of id. Where the model may decode a part of its words only, those
 * that sources have are in it all the same, to be copied. B = sources, S = source length, V = the
 * model's words, C = columns of the extended vocabulary.
 *
 * @param batch the sources
 * @param config sizes
 * @param decoded the model's words that may be decoded
 * @param extended ids of the extended vocabulary, ascending, (C)
 */
public record PointerSources(
    TokenBatch batch, PointerConfig config, OutputVocabulary decoded, int[] extended) {

  /** {@link #of(TokenBatch, PointerConfig, OutputVocabulary)} where all words may be decoded. */
  public static PointerSources of(TokenBatch batch, PointerConfig config) {
    return of(batch, config, config.outputs(Optional.empty()));
  }

  /**
   * Looks for the words that can be copied only.
   *
   * @param decoded the model's words that may be decoded
   * @throws IllegalArgumentException if an id is neither a word of the model nor an open word
   */
  public static PointerSources of(
      TokenBatch batch, PointerConfig config, OutputVocabulary decoded) {
    for (long id : batch.tokens()) {
      if (id >= config.vocabularySize() && id < WordLevelTokenizer.FIRST_OPEN) {
        throw new IllegalArgumentException(
            "token %d of a source is outside the vocabulary of %d words; is the vocabulary the model's own?"
                .formatted(id, config.vocabularySize()));
      }
    }
    int width = batch.width();
    IntStream copied =
        IntStream.range(0, batch.tokens().length)
            .filter(i -> i % width < batch.lengths()[i / width])
            .map(i -> Math.toIntExact(batch.tokens()[i]))
            .filter(id -> !decoded.contains(id))
            .distinct();
    int[] extended = IntStream.concat(IntStream.of(decoded.ids()), copied).sorted().toArray();
    return new PointerSources(batch, config, decoded, extended);
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

  /** Column of each position's word in the extended vocabulary; 0 for padding, (B·S). */
  public long[] columns() {
    long[] columns = new long[batch.tokens().length];
    for (int i = 0; i < columns.length; i++) {
      boolean word = i % batch.width() < batch.lengths()[i / batch.width()];
      columns[i] = word ? Arrays.binarySearch(extended, (int) batch.tokens()[i]) : 0;
    }
    return columns;
  }

  /** Number of open words. */
  public long openWords() {
    return IntStream.of(extended).filter(id -> id >= config.vocabularySize()).count();
  }

  /**
   * What the mixture is told where a part of the words may be decoded: those of the model's words
   * that the extended vocabulary has, int64, and for each 1 if it may be decoded and 0 if it can be
   * copied only; nothing where all may.
   *
   * @param owner of the tensors
   */
  List<NDArray> part(NDManager owner) {
    if (decoded.size() == config.vocabularySize()) {
      return List.of();
    }
    long[] listed =
        IntStream.of(extended).filter(id -> id < config.vocabularySize()).asLongStream().toArray();
    float[] allowed = new float[listed.length];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = decoded.contains(extended[i]) ? 1 : 0;
    }
    return List.of(owner.create(listed), owner.create(allowed));
  }

  /** The extended vocabulary. */
  OutputVocabulary outputs() {
    return OutputVocabulary.of(extended, config.spec());
  }
}
