package org.precis.model.session;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.model.Candidates;
import org.precis.model.ModelException;
import org.precis.model.ScoreEdits;
import org.precis.model.Scores;
import org.precis.nn.TensorScope;

/**
 * Scores that stay on the device until the best are asked for. Only a few numbers a row come to the
 * host, where {@link CandidateChoice} puts in the edits and orders ties. R = rows, V = vocabulary.
 * Not thread-safe.
 */
final class DeviceScores implements Scores, AutoCloseable {
  private final NDArray logits;
  private final int rows;
  private final int vocabulary;
  private boolean open = true;

  /**
   * Scores of rows.
   *
   * @param logits (R, V), fp32; closed with this object
   */
  DeviceScores(NDArray logits) {
    this.logits = logits;
    rows = (int) logits.getShape().get(0);
    vocabulary = (int) logits.getShape().get(1);
  }

  @Override
  public Candidates top(
      float[] rowSums, int groupSize, int k, boolean logProbabilities, ScoreEdits edits) {
    if (!open) {
      throw new IllegalStateException("scores are valid until their session's next call only");
    }
    check(rowSums.length == rows, "row sums", rowSums.length);
    check(groupSize > 0 && rows % groupSize == 0, "rows a group", groupSize);
    check(k > 0, "candidates a group", k);
    checkEdits(edits);
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      NDArray scores = logProbabilities ? logits.logSoftmax(-1) : logits;
      List<Map<Integer, Float>> edited = edited(scores, edits);
      int mostEdits = edited.stream().mapToInt(Map::size).max().orElse(0);
      // So that k unedited ones remain, and one more to see whether the last of them is tied.
      int known = (int) Math.min(vocabulary, (long) k + mostEdits + 1);
      NDList best = JniUtils.topK((PtNDArray) scores, known, -1, true, true);
      float[] values = best.get(0).toFloatArray();
      long[] tokens = best.get(1).toLongArray();
      return new CandidateChoice(
              rowSums,
              edited,
              edits.forced(),
              vocabulary,
              known,
              values,
              tokens,
              row -> scores.get(row).toFloatArray())
          .best(groupSize, k);
    } catch (EngineException e) {
      throw new ModelException("choosing the best tokens failed: " + e.getMessage(), e);
    }
  }

  /** Final scores of the edited tokens of each row. */
  private List<Map<Integer, Float>> edited(NDArray scores, ScoreEdits edits) {
    boolean penalise = edits.penalty() != 1f;
    float[][] values = penalise ? valuesAt(scores, edits.penalised()) : new float[rows][0];
    List<Map<Integer, Float>> edited = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Map<Integer, Float> ofRow = new HashMap<>();
      for (int i = 0; i < values[row].length; i++) {
        float score = values[row][i];
        ofRow.put(
            edits.penalised()[row][i],
            score < 0 ? score * edits.penalty() : score / edits.penalty());
      }
      for (int token : edits.banned()[row]) {
        ofRow.put(token, Float.NEGATIVE_INFINITY);
      }
      edited.add(ofRow);
    }
    return edited;
  }

  /** Scores at the ids of each row. */
  private float[][] valuesAt(NDArray scores, int[][] ids) {
    int most = Arrays.stream(ids).mapToInt(row -> row.length).max().orElse(0);
    float[][] values = new float[rows][0];
    if (most == 0) {
      return values;
    }
    long[] index = new long[rows * most]; // short rows are filled up with id 0
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < ids[row].length; i++) {
        index[row * most + i] = ids[row][i];
      }
    }
    NDArray at = scores.getManager().create(index, new Shape(rows, most));
    float[] gathered = scores.gather(at, 1).toFloatArray();
    for (int row = 0; row < rows; row++) {
      values[row] = Arrays.copyOfRange(gathered, row * most, row * most + ids[row].length);
    }
    return values;
  }

  private void checkEdits(ScoreEdits edits) {
    check(edits.penalised().length == rows, "penalty lists", edits.penalised().length);
    check(edits.banned().length == rows, "ban lists", edits.banned().length);
    check(edits.forced().length == rows, "forced ids", edits.forced().length);
    for (int row = 0; row < rows; row++) {
      for (int[] ids : new int[][] {edits.penalised()[row], edits.banned()[row]}) {
        for (int id : ids) {
          check(id >= 0 && id < vocabulary, "as an edited id", id);
        }
      }
      int forced = edits.forced()[row];
      check(forced >= -1 && forced < vocabulary, "as a forced id", forced);
    }
  }

  private void check(boolean right, String what, int value) {
    if (!right) {
      throw new IllegalArgumentException(
          "%d %s for scores of %d rows and %d tokens".formatted(value, what, rows, vocabulary));
    }
  }

  @Override
  public void close() {
    open = false;
    logits.close();
  }
}
