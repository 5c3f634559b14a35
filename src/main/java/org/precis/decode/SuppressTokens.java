package org.precis.decode;

import java.util.List;

/** Bans tokens everywhere. */
final class SuppressTokens implements LogitsProcessor {
  private final int[] suppressed;

  SuppressTokens(List<Integer> tokens) {
    this.suppressed = tokens.stream().mapToInt(Integer::intValue).distinct().toArray();
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    edits.ban(suppressed);
  }
}
