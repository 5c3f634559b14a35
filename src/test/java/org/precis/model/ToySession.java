package org.precis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session of a {@link ToyModel}: the prefixes themselves. Refuses whatever breaks the contract.
 */
public final class ToySession implements DecodeSession {
  private final ModelSpec spec;
  private final ToyModel.Network network;
  private final List<int[]> sources;
  private final Runnable onClose;
  private final List<Integer> rowsOfSteps = new ArrayList<>();
  private final List<int[]> reorders = new ArrayList<>();

  /** Source of each row, and what its state has seen. */
  private int[] sourceOf;

  private int[][] prefixes;
  private int steps;
  private boolean closed;

  ToySession(ModelSpec spec, ToyModel.Network network, List<int[]> sources, Runnable onClose) {
    this.spec = spec;
    this.network = network;
    this.sources = List.copyOf(sources);
    this.onClose = onClose;
    this.sourceOf = new int[sources.size()];
    Arrays.setAll(sourceOf, source -> source);
    this.prefixes = new int[sources.size()][0];
  }

  @Override
  public int rows() {
    return sourceOf.length;
  }

  @Override
  public Scores step(int[] lastTokens) {
    require(!closed, "a step after closing");
    if (lastTokens.length != rows()) {
      throw new IllegalArgumentException(lastTokens.length + " tokens for " + rows() + " rows");
    }
    float[][] logits = new float[rows()][];
    for (int row = 0; row < rows(); row++) {
      int[] longer = Arrays.copyOf(prefixes[row], prefixes[row].length + 1);
      longer[prefixes[row].length] = lastTokens[row];
      require(longer[0] == spec.decoderStartToken(), "row " + row + " begins with " + longer[0]);
      prefixes[row] = longer;
      logits[row] = network.logits(sources.get(sourceOf[row]), longer.clone());
    }
    rowsOfSteps.add(rows());
    int step = ++steps;
    Scores scores = new ArrayScores(logits);
    return (rowSums, groupSize, k, logProbabilities, edits) -> {
      require(!closed && step == steps, "scores used after the session's next call");
      checkShapes(rowSums, groupSize, edits);
      return scores.top(rowSums, groupSize, k, logProbabilities, edits);
    };
  }

  private void checkShapes(float[] rowSums, int groupSize, ScoreEdits edits) {
    require(rowSums.length == rows(), rowSums.length + " sums for " + rows() + " rows");
    require(edits.banned().length == rows(), "bans for " + edits.banned().length + " rows");
    require(edits.penalised().length == rows(), "penalties not for " + rows() + " rows");
    require(edits.forced().length == rows(), "forced tokens not for " + rows() + " rows");
    require(rows() % groupSize == 0, rows() + " rows in groups of " + groupSize);
    for (int row = 0; row < rows(); row++) {
      int first = row - row % groupSize;
      require(sourceOf[row] == sourceOf[first], "a group with rows of two sources");
    }
  }

  @Override
  public void reorder(int[] parents) {
    require(!closed, "a reordering after closing");
    require(parents.length > 0, "a reordering that leaves no row");
    int[] newSources = new int[parents.length];
    int[][] newPrefixes = new int[parents.length][];
    for (int row = 0; row < parents.length; row++) {
      if (parents[row] < 0 || parents[row] >= rows()) {
        throw new IllegalArgumentException("parent " + parents[row] + " of " + rows() + " rows");
      }
      newSources[row] = sourceOf[parents[row]];
      newPrefixes[row] = prefixes[parents[row]];
      if (row > 0 && newSources[row] < newSources[row - 1]) {
        throw new IllegalArgumentException("sources lose their order: " + Arrays.toString(parents));
      }
    }
    int distinct = (int) Arrays.stream(newSources).distinct().count();
    int rowsEach = parents.length / distinct;
    for (int source : newSources) {
      if (Arrays.stream(newSources).filter(other -> other == source).count() != rowsEach) {
        throw new IllegalArgumentException("unequal rows: " + Arrays.toString(newSources));
      }
    }
    sourceOf = newSources;
    prefixes = newPrefixes;
    steps++;
    reorders.add(parents.clone());
  }

  private static void require(boolean holds, String violation) {
    if (!holds) {
      throw new IllegalStateException("contract broken: " + violation);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }

  /** True once closed. */
  public boolean isClosed() {
    return closed;
  }

  /** Number of rows of each step so far. */
  public List<Integer> rowsOfSteps() {
    return List.copyOf(rowsOfSteps);
  }

  /** Every reordering so far. */
  public List<int[]> reorders() {
    return List.copyOf(reorders);
  }
}
