package org.precis.decode;

import java.util.Arrays;

/** Collects what happens to the scores of one row in one step. Not thread-safe. */
final class RowEdits {
  private static final int FREE = -1;

  private int[] banned = {};
  private int bannedCount;
  private int[] penalised = {};
  private int forced = FREE;

  /** Rules a token out. */
  void ban(int token) {
    reserve(1);
    banned[bannedCount++] = token;
  }

  /** Rules tokens out. */
  void ban(int[] tokens) {
    reserve(tokens.length);
    System.arraycopy(tokens, 0, banned, bannedCount, tokens.length);
    bannedCount += tokens.length;
  }

  private void reserve(int more) {
    if (bannedCount + more > banned.length) {
      banned = Arrays.copyOf(banned, Math.max(bannedCount + more, 2 * banned.length));
    }
  }

  /** Penalises tokens for having been used; each only once. */
  void penalise(int[] distinctTokens) {
    penalised = distinctTokens;
  }

  /** Makes a token the only choice, whatever else was said. */
  void force(int token) {
    forced = token;
  }

  /** Tokens ruled out, possibly repeatedly. */
  int[] banned() {
    return Arrays.copyOf(banned, bannedCount);
  }

  /** Tokens penalised. */
  int[] penalised() {
    return penalised;
  }

  /** The only choice; −1 if the row is free. */
  int forced() {
    return forced;
  }
}
