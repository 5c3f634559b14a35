package org.precis.model.session;

import ai.djl.engine.EngineException;
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
 * host, where {@link CandidateChoice} puts in the edits and orders ties. Inside, tokens are columns
 * of the logits; see {@link OutputVocabulary}. Not thread-safe.
 */
final class DeviceScores implements Scores, AutoCloseable {
  private final RowLogits logits;
  private final OutputVocabulary outputs;
  private final int rows;
  private boolean open = true;

  /**
   * Scores of rows.
   *
   * @param logits closed with this object
   * @param outputs tokens that its columns stand for
   */
  DeviceScores(RowLogits logits, OutputVocabulary outputs) {
    this.logits = logits;
    this.outputs = outputs;
    rows = logits.rows();
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
      List<Map<Integer, Float>> edited = edited(edits, logProbabilities);
      int mostEdits = edited.stream().mapToInt(Map::size).max().orElse(0);
      // So that k unedited ones remain, and one more to see whether the last of them is tied.
      int known = (int) Math.min(outputs.size(), (long) k + mostEdits + 1);
      RowLogits.Best best = logits.best(known, logProbabilities);
      Candidates columns =
          new CandidateChoice(
                  rowSums,
                  edited,
                  Arrays.stream(edits.forced()).map(this::forcedColumn).toArray(),
                  outputs.size(),
                  known,
                  best.values(),
                  best.columns(),
                  row -> logits.row(row, logProbabilities))
              .best(groupSize, k);
      return outputs.isAll() ? columns : tokens(columns);
    } catch (EngineException e) {
      throw new ModelException("choosing the best tokens failed: " + e.getMessage(), e);
    }
  }

  /** A forced token needs no logit: those without a column are numbered behind the columns. */
  private int forcedColumn(int token) {
    int column = token < 0 ? token : outputs.column(token);
    return token >= 0 && column < 0 ? outputs.size() + token : column;
  }

  private Candidates tokens(Candidates columns) {
    int size = outputs.size();
    int[] tokens =
        Arrays.stream(columns.tokens())
            .map(column -> column < size ? outputs.token(column) : column - size)
            .toArray();
    return new Candidates(columns.perGroup(), columns.rows(), tokens, columns.scores());
  }

  /** Final scores of the edited columns of each row. */
  private List<Map<Integer, Float>> edited(ScoreEdits edits, boolean logProbabilities) {
    boolean penalise = edits.penalty() != 1f;
    int[][] penalised = penalise ? columns(edits.penalised()) : new int[rows][0];
    int[][] banned = columns(edits.banned());
    float[][] values = valuesAt(penalised, logProbabilities);
    List<Map<Integer, Float>> edited = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Map<Integer, Float> ofRow = new HashMap<>();
      for (int i = 0; i < values[row].length; i++) {
        float score = values[row][i];
        ofRow.put(penalised[row][i], score < 0 ? score * edits.penalty() : score / edits.penalty());
      }
      for (int column : banned[row]) {
        ofRow.put(column, Float.NEGATIVE_INFINITY);
      }
      edited.add(ofRow);
    }
    return edited;
  }

  /** Columns of tokens; those without one cannot be decoded anyway. */
  private int[][] columns(int[][] tokens) {
    return outputs.isAll()
        ? tokens
        : Arrays.stream(tokens)
            .map(
                row ->
                    Arrays.stream(row).map(outputs::column).filter(column -> column >= 0).toArray())
            .toArray(int[][]::new);
  }

  /** Scores at the columns of each row. */
  private float[][] valuesAt(int[][] columns, boolean logProbabilities) {
    int most = Arrays.stream(columns).mapToInt(row -> row.length).max().orElse(0);
    float[][] values = new float[rows][0];
    if (most == 0) {
      return values;
    }
    long[] index = new long[rows * most]; // short rows are filled up with column 0
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns[row].length; i++) {
        index[row * most + i] = columns[row][i];
      }
    }
    float[] gathered = logits.at(index, most, logProbabilities);
    for (int row = 0; row < rows; row++) {
      values[row] = Arrays.copyOfRange(gathered, row * most, row * most + columns[row].length);
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
          check(id >= 0 && id < outputs.vocabulary(), "as an edited id", id);
        }
      }
      int forced = edits.forced()[row];
      check(forced >= -1 && forced < outputs.vocabulary(), "as a forced id", forced);
    }
  }

  private void check(boolean right, String what, int value) {
    if (!right) {
      throw new IllegalArgumentException(
          "%d %s for scores of %d rows and %d tokens"
              .formatted(value, what, rows, outputs.vocabulary()));
    }
  }

  @Override
  public void close() {
    open = false;
    logits.close();
  }
}
