package org.precis.model.pgnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.precis.model.session.TokenBatch;
import org.precis.token.WordLevelTokenizer;

/**
 * Given targets as a pointer-generator network takes them. An open word that the source lacks
 * counts as the unknown one. B = sources, n = targets of each, R = B·n, T = length of the longest,
 * S = source length, N = target words without padding.
 *
 * @param inputs the start token, then all but the last word, (R, T)
 * @param copies 1 where a position of the source has the word that is to be said, (R, T, S)
 * @param places of the words among all positions, padding included; N of them
 * @param labels the words; 0 for open ones, N of them
 * @param listed 1 for words of the vocabulary, 0 for open ones; N of them
 */
public record PointerTargets(
    NDArray inputs, NDArray copies, long[] places, long[] labels, float[] listed) {

  /**
   * Checks, pads and shifts.
   *
   * @param targets ids of each target, end token included, decoder start not; those of a source are
   *     neighbours
   * @throws IllegalArgumentException if sources have unequal numbers of targets, a target is empty,
   *     or an id is neither a word of the model nor an open word
   */
  public static PointerTargets of(PointerSources sources, List<int[]> targets, NDManager manager) {
    PointerConfig config = sources.config();
    TokenBatch batch = TokenBatch.ofTargets(targets, config.spec());
    int rows = targets.size();
    int each = rows / sources.batch().lengths().length;
    if (rows % sources.batch().lengths().length != 0) {
      throw new IllegalArgumentException(
          "%d targets for %d sources".formatted(rows, sources.batch().lengths().length));
    }
    int width = batch.width();
    int sourceWidth = sources.batch().width();
    long[] inputs = new long[Math.multiplyExact(rows, width)];
    float[] copies = new float[Math.multiplyExact(rows * width, sourceWidth)];
    long[] places =
        IntStream.range(0, rows)
            .flatMap(row -> IntStream.range(0, batch.lengths()[row]).map(t -> row * width + t))
            .asLongStream()
            .toArray();
    long[] said = new long[rows * width];
    for (int row = 0; row < rows; row++) {
      int source = row / each;
      for (int t = 0; t < width; t++) {
        int place = row * width + t;
        inputs[place] =
            t == 0
                ? config.decoderStartToken()
                : PointerSources.read(batch.tokens()[place - 1], config);
        boolean copied =
            t < batch.lengths()[row]
                && sources.mark(source, batch.tokens()[place], copies, place * sourceWidth);
        said[place] =
            copied ? batch.tokens()[place] : PointerSources.read(batch.tokens()[place], config);
      }
    }
    long[] words = LongStream.of(places).map(place -> said[(int) place]).toArray();
    float[] listed = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      boolean open = words[i] >= WordLevelTokenizer.FIRST_OPEN;
      listed[i] = open ? 0 : 1;
      words[i] = open ? 0 : words[i];
    }
    return new PointerTargets(
        manager.create(inputs, new Shape(rows, width)),
        manager.create(copies, new Shape(rows, width, sourceWidth)),
        places,
        words,
        listed);
  }
}
