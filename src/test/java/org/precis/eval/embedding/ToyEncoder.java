package org.precis.eval.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two-dimensional vectors of known words, between the two tokens that BERT puts at the ends. */
record ToyEncoder(Map<String, double[]> vectors) implements TokenEncoder {
  @Override
  public TokenVectors encode(String text) {
    List<String> tokens = new ArrayList<>(List.of("[CLS]"));
    if (!text.isEmpty()) {
      tokens.addAll(List.of(text.split(" ", -1)));
    }
    tokens.add("[SEP]");
    double[][] found = new double[tokens.size()][];
    for (int i = 0; i < found.length; i++) {
      // The ends point away from all words, so that none is matched with them.
      found[i] = vectors.getOrDefault(tokens.get(i), new double[] {-1, -1});
    }
    return new TokenVectors(tokens, found, Set.of(0, found.length - 1));
  }
}
