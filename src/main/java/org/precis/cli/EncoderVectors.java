package org.precis.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.eval.embedding.TextEncoder;
import org.precis.eval.embedding.TokenEncoder;
import org.precis.eval.embedding.TokenVectors;
import org.precis.model.io.LoadedEncoder;
import org.precis.token.Encoding;

/**
 * An encoder directory as the metrics see it. Texts are cut at the model's length; the vectors of
 * the last texts are kept, since several metrics ask for them. Thread-safe.
 */
final class EncoderVectors {
  /** What a text's vector is. */
  enum Pooling {
    /** The mean of its tokens' vectors, special ones included. */
    MEAN,
    /** BERT's pooler. */
    POOLER
  }

  /** An example's prediction and references for a few systems. */
  private static final int KEPT = 16;

  private record Key(String text, int layer) {}

  private final LoadedEncoder encoder;
  private final Map<Key, TokenVectors> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TokenVectors> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Vectors of an encoder.
   *
   * @param encoder open as long as vectors are asked for; the caller closes it
   */
  EncoderVectors(LoadedEncoder encoder) {
    this.encoder = encoder;
  }

  /** Pieces of a text as the model sees it: without special tokens, cut at its length. */
  List<String> pieces(String text) {
    return text(text).pieces();
  }

  /**
   * Vectors of tokens.
   *
   * @param layer 0 for the embeddings, n for the states after layer n
   */
  TokenEncoder tokens(int layer) {
    return text -> kept(text, layer);
  }

  /** Vectors of texts. */
  TextEncoder texts(Pooling pooling) {
    return text -> {
      List<int[]> ids = List.of(text(text).ids());
      List<float[]> vectors =
          pooling == Pooling.MEAN ? encoder.model().means(ids) : encoder.model().pooled(ids);
      return doubles(vectors.get(0));
    };
  }

  /**
   * A text cut at the model's length.
   *
   * @param ids with special tokens
   * @param before number of special tokens in front
   * @param pieces those in between
   */
  private record CutText(int[] ids, int before, List<String> pieces) {}

  private CutText text(String text) {
    Encoding encoding = encoder.tokenizer().encode(text);
    List<String> pieces = encoder.tokenizer().pieces(text);
    int before = encoding.ids().length - encoding.suffix() - pieces.size();
    int length = Math.min(encoding.ids().length, encoder.model().maxTokens());
    int body = length - before - encoding.suffix();
    return new CutText(encoding.cut(length).ids(), before, pieces.subList(0, body));
  }

  private synchronized TokenVectors kept(String text, int layer) {
    return kept.computeIfAbsent(new Key(text, layer), key -> vectors(text, layer));
  }

  private TokenVectors vectors(String text, int layer) {
    CutText cut = text(text);
    float[][] states = encoder.model().tokens(List.of(cut.ids()), layer).get(0);
    List<String> tokens = new ArrayList<>(cut.pieces());
    tokens.addAll(0, specials(cut.before()));
    tokens.addAll(specials(cut.ids().length - tokens.size()));
    int behind = cut.before() + cut.pieces().size();
    Set<Integer> special =
        IntStream.range(0, cut.ids().length)
            .filter(i -> i < cut.before() || i >= behind)
            .boxed()
            .collect(Collectors.toSet());
    double[][] vectors =
        Arrays.stream(states).map(EncoderVectors::doubles).toArray(double[][]::new);
    return new TokenVectors(tokens, vectors, special);
  }

  /** Special tokens weigh nothing, whatever they are called. */
  private static List<String> specials(int count) {
    return Collections.nCopies(count, "");
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
