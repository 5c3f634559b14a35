package org.precis.model.session;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.precis.model.ModelSpec;
import org.precis.nn.AttentionMask;

/**
 * Sources, or targets, padded to the longest. B = sources, S = length of the longest.
 *
 * @param lengths number of tokens of each source, (B)
 * @param width S
 * @param tokens ids row after row, (B·S)
 */
public record TokenBatch(int[] lengths, int width, long[] tokens) {

  /**
   * Checks and pads sources.
   *
   * @throws IllegalArgumentException if there is none, one is empty or too long, or an id lies
   *     outside the vocabulary
   */
  public static TokenBatch of(List<int[]> sources, ModelSpec spec) {
    return of(sources, "source", spec.maxSourceTokens(), spec.vocabularySize(), spec.padToken());
  }

  /**
   * Checks and pads targets.
   *
   * @throws IllegalArgumentException as for sources
   */
  public static TokenBatch ofTargets(List<int[]> targets, ModelSpec spec) {
    return of(
        targets, "target", spec.maxTargetTokens(), spec.targetVocabularySize(), spec.padToken());
  }

  private static TokenBatch of(
      List<int[]> sources, String what, int longest, int vocabulary, int pad) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no source to encode; at least one is needed");
    }
    int[] lengths = sources.stream().mapToInt(source -> source.length).toArray();
    int width = 0;
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] == 0 || lengths[row] > longest) {
        throw new IllegalArgumentException(
            "%s %d has %d tokens; allowed are 1 to %d".formatted(what, row, lengths[row], longest));
      }
      width = Math.max(width, lengths[row]);
    }
    long[] tokens = new long[Math.multiplyExact(lengths.length, width)];
    for (int row = 0; row < lengths.length; row++) {
      for (int i = 0; i < width; i++) {
        int id = i < lengths[row] ? sources.get(row)[i] : pad;
        tokens[row * width + i] = checked(id, vocabulary, what, row);
      }
    }
    return new TokenBatch(lengths, width, tokens);
  }

  /** Returns {@code id} if it lies in the vocabulary. */
  static int checked(int id, int vocabulary, String what, int row) {
    if (id < 0 || id >= vocabulary) {
      throw new IllegalArgumentException(
          "token %d of %s %d is outside the vocabulary of %d; is the tokenizer the model's own?"
              .formatted(id, what, row, vocabulary));
    }
    return id;
  }

  /** Ids, (B, S), int64. */
  public NDArray ids(NDManager manager) {
    return manager.create(tokens, new Shape(lengths.length, width));
  }

  /** Padding mask, (B, 1, 1, S). */
  public NDArray mask(NDManager manager) {
    return AttentionMask.padding(manager, lengths, width);
  }
}
