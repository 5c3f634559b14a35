package org.precis.model.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.model.Candidates;

/**
 * Chooses the best candidates of each group from the best tokens of each row, exactly: where those
 * cannot decide (ties at the last place, or too few that are not ruled out), it asks for whole
 * rows.
 *
 * @param rowSums added to every score of a row
 * @param edits final scores of single tokens of each row, before the sum is added
 * @param forced the only token that each row may take, with score 0; −1 where it is free
 * @param vocabulary number of tokens
 * @param known number of best tokens known of each row
 * @param values their scores before edits, best first, (rows · known)
 * @param tokens their ids
 * @param wholeRow all scores of a row, before edits
 */
record CandidateChoice(
    float[] rowSums,
    List<Map<Integer, Float>> edits,
    int[] forced,
    int vocabulary,
    int known,
    float[] values,
    long[] tokens,
    IntFunction<float[]> wholeRow) {

  /** The {@code k} best of each group of {@code groupSize} rows. */
  Candidates best(int groupSize, int k) {
    int groups = rowSums.length / groupSize;
    int perGroup = (int) Math.min(k, (long) groupSize * vocabulary);
    int total = groups * perGroup;
    Candidates all = new Candidates(perGroup, new int[total], new int[total], new float[total]);
    for (int group = 0; group < groups; group++) {
      int first = group * groupSize;
      BestList best = list(first, groupSize, perGroup, Set.of());
      Set<Integer> undecided =
          IntStream.range(first, first + groupSize)
              .filter(row -> !decided(row, best))
              .boxed()
              .collect(Collectors.toSet());
      BestList sure = undecided.isEmpty() ? best : list(first, groupSize, perGroup, undecided);
      sure.copyTo(all, group * perGroup);
    }
    return all;
  }

  /** True if no token of the row beyond the known ones can be among the best. */
  private boolean decided(int row, BestList best) {
    return forced[row] >= 0
        || known == vocabulary
        || best.excludes(values[(row + 1) * known - 1] + rowSums[row]);
  }

  private BestList list(int first, int groupSize, int perGroup, Set<Integer> whole) {
    BestList list = new BestList(perGroup);
    for (int row = first; row < first + groupSize; row++) {
      if (forced[row] >= 0) {
        offerForced(list, row, perGroup);
      } else {
        offerFree(list, row, whole.contains(row));
      }
    }
    return list;
  }

  private void offerForced(BestList list, int row, int perGroup) {
    list.offer(row, forced[row], rowSums[row]);
    // The others are ruled out; they fill up a list that lacks possible candidates.
    for (int token = 0; token < Math.min(perGroup, vocabulary); token++) {
      if (token != forced[row]) {
        list.offer(row, token, Float.NEGATIVE_INFINITY);
      }
    }
  }

  private void offerFree(BestList list, int row, boolean whole) {
    Map<Integer, Float> edited = edits.get(row);
    edited.forEach((token, score) -> list.offer(row, token, score + rowSums[row]));
    float[] scores = whole ? wholeRow.apply(row) : values;
    int from = whole ? 0 : row * known;
    for (int i = 0; i < (whole ? vocabulary : known); i++) {
      int token = whole ? i : (int) tokens[from + i];
      if (!edited.containsKey(token)) {
        list.offer(row, token, scores[from + i] + rowSums[row]);
      }
    }
  }
}
