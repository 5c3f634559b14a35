package org.precis.eval.embedding;

import java.util.List;
import java.util.Set;

/**
 * A text as a model sees it.
 *
 * @param tokens the model's tokens, those included that it puts at the ends
 * @param vectors a vector for each token, (tokens, features); their lengths do not matter
 * @param special indexes of tokens that belong to the model and not to the text, as [CLS]
 */
public record TokenVectors(List<String> tokens, double[][] vectors, Set<Integer> special) {
  public TokenVectors {
    tokens = List.copyOf(tokens);
    special = Set.copyOf(special);
    if (tokens.size() != vectors.length) {
      throw new IllegalArgumentException(
          "every token has a vector, got "
              + tokens.size()
              + " tokens and "
              + vectors.length
              + " vectors");
    }
  }

  /** Whether the text itself has no token. */
  boolean isEmpty() {
    return special.size() >= tokens.size();
  }

  /** The vectors at length 1; a zero vector stays one. */
  double[][] unit() {
    double[][] unit = new double[vectors.length][];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = Vectors.unit(vectors[i]);
    }
    return unit;
  }
}
