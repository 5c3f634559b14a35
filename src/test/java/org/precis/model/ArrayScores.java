package org.precis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The contract of {@link Scores} over plain arrays, spelt out by sorting everything. What a model's
 * own implementation must agree with.
 *
 * @param logits raw logits, (rows, vocabulary); not written to
 */
public record ArrayScores(float[][] logits) implements Scores {
  @Override
  public Candidates top(
      float[] rowSums, int groupSize, int k, boolean logProbabilities, ScoreEdits edits) {
    int groups = logits.length / groupSize;
    int perGroup = Math.min(k, groupSize * logits[0].length);
    int[] rows = new int[groups * perGroup];
    int[] tokens = new int[groups * perGroup];
    float[] scores = new float[groups * perGroup];
    for (int group = 0; group < groups; group++) {
      List<Candidate> all = new ArrayList<>();
      for (int row = group * groupSize; row < (group + 1) * groupSize; row++) {
        float[] edited = edited(row, logProbabilities, edits);
        for (int token = 0; token < edited.length; token++) {
          all.add(new Candidate(row, token, edited[token] + rowSums[row]));
        }
      }
      // NaN sorts first, as it does in PyTorch; then ties in order of row and token.
      all.sort(Comparator.comparing(Candidate::score, Comparator.reverseOrder()));
      for (int rank = 0; rank < perGroup; rank++) {
        Candidate chosen = all.get(rank);
        if (Float.isNaN(chosen.score())) {
          throw new ModelException("row " + chosen.row() + " has a score that is not a number");
        }
        rows[group * perGroup + rank] = chosen.row();
        tokens[group * perGroup + rank] = chosen.token();
        scores[group * perGroup + rank] = chosen.score();
      }
    }
    return new Candidates(perGroup, rows, tokens, scores);
  }

  private record Candidate(int row, int token, float score) {}

  private float[] edited(int row, boolean logProbabilities, ScoreEdits edits) {
    float[] scores = logProbabilities ? logSoftmax(logits[row]) : logits[row].clone();
    Set<Integer> penalised = new HashSet<>();
    for (int token : edits.penalised()[row]) {
      if (!penalised.add(token)) {
        throw new IllegalArgumentException("token " + token + " is penalised twice in row " + row);
      }
      float score = scores[token];
      scores[token] = score < 0 ? score * edits.penalty() : score / edits.penalty();
    }
    for (int token : edits.banned()[row]) {
      scores[token] = Float.NEGATIVE_INFINITY;
    }
    int forced = edits.forced()[row];
    if (forced >= 0) {
      for (int token = 0; token < scores.length; token++) {
        scores[token] = token == forced ? 0f : Float.NEGATIVE_INFINITY;
      }
    }
    return scores;
  }

  /** Log-probabilities of one row. */
  public static float[] logSoftmax(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    float[] logProbabilities = new float[logits.length];
    for (int token = 0; token < logits.length; token++) {
      logProbabilities[token] = (float) (logits[token] - max - Math.log(sum));
    }
    return logProbabilities;
  }
}
