package org.precis.train.data;

import java.util.ArrayList;
import java.util.List;

/** Rows that could not be read: how many, and what was wrong with the first. Not thread-safe. */
public final class BadRows {
  private static final int SHOWN = 10;

  private final List<String> first = new ArrayList<>();
  private long count;

  /** Notes a row. */
  public void add(String where, String problem) {
    count++;
    if (first.size() < SHOWN) {
      first.add(where + ": " + problem);
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The first of them, each with file, line and what was wrong. */
  public List<String> first() {
    return List.copyOf(first);
  }
}
