package org.precis.model.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.precis.model.ModelSpec;

/**
 * The tokens that logits stand for: all, or a part of the vocabulary, in order of id. Column i of
 * the logits is token {@code ids[i]}. Immutable, thread-safe.
 *
 * <p>With a part, the other tokens cannot be decoded, and log-probabilities are those of a softmax
 * over the part: all of a row are larger than those over all tokens by the same number, the
 * negative logarithm of the part's probability after that row. The order within a row is the same,
 * and so is greedy search as long as no other token wins; between the rows of a beam search the
 * order can differ by as much as these numbers do.
 */
public final class OutputVocabulary {
  private final int vocabulary;
  private final int[] ids;
  private final boolean all;

  private OutputVocabulary(int vocabulary, int[] ids) {
    this.vocabulary = vocabulary;
    this.ids = ids;
    all = ids.length == vocabulary;
  }

  /** All tokens that a model decodes. */
  public static OutputVocabulary all(ModelSpec spec) {
    return all(spec.targetVocabularySize());
  }

  static OutputVocabulary all(int size) {
    return new OutputVocabulary(size, IntStream.range(0, size).toArray());
  }

  /**
   * Some tokens.
   *
   * @param ids in ascending order
   * @throws IllegalArgumentException if they are not, or lie outside the vocabulary, or the token
   *     that ends sequences is not among them
   */
  public static OutputVocabulary of(int[] ids, ModelSpec spec) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= spec.targetVocabularySize() || (i > 0 && ids[i] <= ids[i - 1])) {
        throw new IllegalArgumentException(
            "output token %d is %d; ids must ascend and lie in the vocabulary of %d"
                .formatted(i, ids[i], spec.targetVocabularySize()));
      }
    }
    if (Arrays.binarySearch(ids, spec.eosToken()) < 0) {
      throw new IllegalArgumentException(
          "the %d output tokens lack %d, which ends sequences"
              .formatted(ids.length, spec.eosToken()));
    }
    return new OutputVocabulary(spec.targetVocabularySize(), ids.clone());
  }

  /** Some tokens, or all where none are named; see {@link #of(int[], ModelSpec)}. */
  public static OutputVocabulary of(Optional<int[]> ids, ModelSpec spec) {
    return ids.map(some -> of(some, spec)).orElseGet(() -> all(spec));
  }

  /** True if it is the whole vocabulary. */
  public boolean isAll() {
    return all;
  }

  /** Number of tokens, and of columns. */
  public int size() {
    return ids.length;
  }

  /** Number of tokens that the model knows. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Ids in ascending order. */
  public int[] ids() {
    return ids.clone();
  }

  /** True if a token can be decoded. */
  public boolean contains(int token) {
    return Arrays.binarySearch(ids, token) >= 0;
  }

  /** SHA-256 of the ids, as 4 bytes big-endian each, in hexadecimal. */
  public String hash() {
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * Integer.BYTES);
    bytes.asIntBuffer().put(ids);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Column of a token, negative if it has none. */
  int column(int token) {
    return all ? token : Arrays.binarySearch(ids, token);
  }

  /** Token of a column. */
  int token(int column) {
    return ids[column];
  }
}
