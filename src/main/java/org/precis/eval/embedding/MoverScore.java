package org.precis.eval.embedding;

import java.util.Arrays;
import java.util.Set;
import org.precis.eval.embedding.MoverScore.Settings.Version;

/**
 * MoverScore (Zhao et al. 2019) on single tokens: how far the reference's tokens must be moved to
 * become the candidate's. Thread-safe.
 */
public final class MoverScore {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final String CONTINUATION = "##";

  /**
   * What the score depends on.
   *
   * @param stopWords tokens without weight
   * @param referenceIdf weights of the references' tokens
   * @param candidateIdf weights of the candidates' tokens
   * @param version which of the authors' two scripts
   */
  public record Settings(
      Set<String> stopWords,
      InverseDocumentFrequency referenceIdf,
      InverseDocumentFrequency candidateIdf,
      Version version) {
    /** The authors' two scripts. */
    public enum Version {
      /** 1 − Σ flow · squared distance, which may be negative. */
      V1,
      /** 1/(1 + Σ flow · distance). */
      V2
    }

    public Settings {
      stopWords = Set.copyOf(stopWords);
    }
  }

  private final TokenEncoder encoder;
  private final Settings settings;

  /** MoverScore over an encoder's tokens. */
  public MoverScore(TokenEncoder encoder, Settings settings) {
    this.encoder = encoder;
    this.settings = settings;
  }

  /** The score of a candidate; 0 if a text has no weight. */
  public double score(String reference, String candidate) {
    TokenVectors r = encoder.encode(reference);
    TokenVectors c = encoder.encode(candidate);
    return score(
        r,
        weights(r, settings.referenceIdf()),
        c,
        weights(c, settings.candidateIdf()),
        settings.version());
  }

  /** The weights of tokens: 0 for stop words, ASCII punctuation and the later parts of words. */
  private double[] weights(TokenVectors text, InverseDocumentFrequency idf) {
    double[] weights = new double[text.tokens().size()];
    for (int i = 0; i < weights.length; i++) {
      String token = text.tokens().get(i);
      boolean sign = token.length() == 1 && PUNCTUATION.contains(token);
      boolean idle =
          sign
              || token.contains(CONTINUATION)
              || settings.stopWords().contains(token)
              || text.special().contains(i);
      weights[i] = idle ? 0 : idf.weight(token);
    }
    return weights;
  }

  /**
   * The score of weighted tokens.
   *
   * @param referenceWeights one for each token, not negative; only their shares matter
   * @param candidateWeights likewise
   */
  public static double score(
      TokenVectors reference,
      double[] referenceWeights,
      TokenVectors candidate,
      double[] candidateWeights,
      Version version) {
    if (Arrays.stream(referenceWeights).sum() == 0 || Arrays.stream(candidateWeights).sum() == 0) {
      return 0;
    }
    double[][] r = reference.unit();
    double[][] c = candidate.unit();
    double[][] distance = new double[r.length][c.length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < c.length; j++) {
        double squared = Vectors.squaredDistance(r[i], c[j]);
        distance[i][j] = version == Version.V1 ? squared : Math.sqrt(squared);
      }
    }
    double moved = EarthMover.distance(referenceWeights, candidateWeights, distance);
    return version == Version.V1 ? 1 - moved : 1 / (1 + moved);
  }
}
