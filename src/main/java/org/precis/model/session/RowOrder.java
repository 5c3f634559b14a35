package org.precis.model.session;

/**
 * A checked reordering of rows.
 *
 * @param parents old row of each new row
 * @param sources old source of each remaining source
 * @param rowsPerSource rows that each remaining source has afterwards
 * @param sameRows true if every row stays where it is and none is dropped
 * @param sameSources true if no source is dropped
 */
public record RowOrder(
    int[] parents, int[] sources, int rowsPerSource, boolean sameRows, boolean sameSources) {

  /**
   * Checks that the rows of each remaining source stay neighbours, in order and equally many.
   *
   * @param parents old row of each new row
   * @param oldSources number of sources before
   * @param oldRowsPerSource rows of each before
   * @throws IllegalArgumentException if they do not; the message names the first offender
   */
  public static RowOrder of(int[] parents, int oldSources, int oldRowsPerSource) {
    int oldRows = oldSources * oldRowsPerSource;
    int[] sourceOf = new int[parents.length];
    boolean sameRows = parents.length == oldRows;
    for (int row = 0; row < parents.length; row++) {
      if (parents[row] < 0 || parents[row] >= oldRows) {
        throw new IllegalArgumentException(
            "row %d continues row %d; there are %d rows".formatted(row, parents[row], oldRows));
      }
      sourceOf[row] = parents[row] / oldRowsPerSource;
      sameRows &= parents[row] == row;
    }
    int each = 0;
    while (each < parents.length && sourceOf[each] == sourceOf[0]) {
      each++;
    }
    int[] sources = new int[each == 0 ? 0 : (parents.length + each - 1) / each];
    for (int row = 0; row < parents.length; row++) {
      int block = row / each;
      if (row % each == 0) {
        if (block > 0 && sourceOf[row] <= sources[block - 1]) {
          throw new IllegalArgumentException(
              "row %d belongs to source %d after rows of source %d; every source keeps its place and gets %d rows like the first"
                  .formatted(row, sourceOf[row], sources[block - 1], each));
        }
        sources[block] = sourceOf[row];
      } else if (sourceOf[row] != sources[block]) {
        throw new IllegalArgumentException(
            "row %d belongs to source %d among the %d rows of source %d"
                .formatted(row, sourceOf[row], each, sources[block]));
      }
    }
    if (each > 0 && parents.length % each != 0) {
      throw new IllegalArgumentException(
          "source %d gets %d rows, the first source %d; every source needs equally many"
              .formatted(sources[sources.length - 1], parents.length % each, each));
    }
    return new RowOrder(parents.clone(), sources, each, sameRows, sources.length == oldSources);
  }
}
