package org.precis.text;

import java.util.Arrays;

/**
 * Maps offsets of a text that was extracted from a source (markup removed, entities resolved, white
 * space collapsed) back to the source. Immutable.
 *
 * <p>A map is a list of runs. Inside a run text and source agree unit by unit, unless the run is
 * <i>opaque</i> (an entity, collapsed white space): then all of it stands for the run's whole
 * source range.
 */
public final class OffsetMap {
  /** Marks a run that is not opaque; its end in the source follows from its length. */
  private static final int COPIED = -1;

  private final int[] textStarts;
  private final int[] sourceStarts;
  private final int[] sourceEnds;
  private final int length;

  private OffsetMap(int[] textStarts, int[] sourceStarts, int[] sourceEnds, int length) {
    this.textStarts = textStarts;
    this.sourceStarts = sourceStarts;
    this.sourceEnds = sourceEnds;
    this.length = length;
  }

  /** A text that stands in the source as it is, from {@code sourceStart} on. */
  public static OffsetMap contiguous(int sourceStart, int length) {
    return new Builder().copied(sourceStart, length).build();
  }

  /** Length of the extracted text. */
  public int length() {
    return length;
  }

  /**
   * The source range of a range of the text.
   *
   * @throws IllegalArgumentException if the span ends beyond the text
   */
  public Span toSource(Span span) {
    if (span.end() > length) {
      throw new IllegalArgumentException(span + " ends beyond a text of length " + length);
    }
    if (textStarts.length == 0) {
      return new Span(0, 0);
    }
    if (span.length() == 0) {
      int at = sourceStartOf(Math.min(span.start(), length - 1));
      return new Span(at, at);
    }
    int start = sourceStartOf(span.start());
    return new Span(start, Math.max(start, sourceEndOf(span.end() - 1)));
  }

  /**
   * Whether the character at {@code offset} stands in the source as it is; false inside an opaque
   * run.
   *
   * @throws IllegalArgumentException if there is no such character
   */
  public boolean isVerbatim(int offset) {
    if (offset < 0 || offset >= length) {
      throw new IllegalArgumentException(offset + " is outside a text of length " + length);
    }
    return !isOpaque(runOf(offset));
  }

  /**
   * The way back through two extractions: this map leads from a text to a text in between, {@code
   * outer} from there to the source.
   *
   * @throws IllegalArgumentException if this map leads beyond the text that {@code outer} covers
   */
  public OffsetMap then(OffsetMap outer) {
    Builder builder = new Builder();
    for (int run = 0; run < textStarts.length; run++) {
      int count = textEnd(run) - textStarts[run];
      if (isOpaque(run)) {
        Span source = outer.toSource(new Span(sourceStarts[run], sourceEnds[run]));
        builder.replaced(count, source.start(), source.end());
      } else {
        outer.copyTo(builder, sourceStarts[run], sourceStarts[run] + count);
      }
    }
    return builder.build();
  }

  /** Adds what this map says of the text range [start, end). */
  private void copyTo(Builder builder, int start, int end) {
    if (end > length) {
      throw new IllegalArgumentException(end + " is beyond a text of length " + length);
    }
    int at = start;
    for (int run = at < end ? runOf(at) : 0; at < end; run++) {
      int count = Math.min(end, textEnd(run)) - at;
      if (isOpaque(run)) {
        builder.replaced(count, sourceStarts[run], sourceEnds[run]);
      } else {
        builder.copied(sourceStarts[run] + at - textStarts[run], count);
      }
      at += count;
    }
  }

  private int sourceStartOf(int offset) {
    int run = runOf(offset);
    return isOpaque(run) ? sourceStarts[run] : sourceStarts[run] + offset - textStarts[run];
  }

  private int sourceEndOf(int offset) {
    int run = runOf(offset);
    return isOpaque(run) ? sourceEnds[run] : sourceStarts[run] + offset - textStarts[run] + 1;
  }

  private int runOf(int offset) {
    int found = Arrays.binarySearch(textStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private int textEnd(int run) {
    return run + 1 < textStarts.length ? textStarts[run + 1] : length;
  }

  private boolean isOpaque(int run) {
    return sourceEnds[run] != COPIED;
  }

  /** Collects runs in the order of the text. */
  public static final class Builder {
    private int[] textStarts = new int[8];
    private int[] sourceStarts = new int[8];
    private int[] sourceEnds = new int[8];
    private int runs;
    private int length;

    /** The next {@code count} characters are those of the source from {@code sourceStart} on. */
    public Builder copied(int sourceStart, int count) {
      check(count, sourceStart, sourceStart + count);
      return run(count, sourceStart, COPIED);
    }

    /** The next {@code count} characters stand for the source range [sourceStart, sourceEnd). */
    public Builder replaced(int count, int sourceStart, int sourceEnd) {
      check(count, sourceStart, sourceEnd);
      return run(count, sourceStart, sourceEnd);
    }

    /** The next characters are another text of the same source, which {@code map} leads back to. */
    public Builder mapped(OffsetMap map) {
      map.copyTo(this, 0, map.length);
      return this;
    }

    /** Length of the text so far. */
    public int length() {
      return length;
    }

    private static void check(int count, int sourceStart, int sourceEnd) {
      if (count < 0 || sourceStart < 0 || sourceEnd < sourceStart) {
        throw new IllegalArgumentException(
            count + " characters for the source range [" + sourceStart + ", " + sourceEnd + ")");
      }
    }

    private Builder run(int count, int sourceStart, int sourceEnd) {
      if (count == 0) {
        return this;
      }
      if (runs == textStarts.length) {
        textStarts = Arrays.copyOf(textStarts, runs * 2);
        sourceStarts = Arrays.copyOf(sourceStarts, runs * 2);
        sourceEnds = Arrays.copyOf(sourceEnds, runs * 2);
      }
      textStarts[runs] = length;
      sourceStarts[runs] = sourceStart;
      sourceEnds[runs] = sourceEnd;
      runs++;
      length += count;
      return this;
    }

    /** The map of everything added so far. */
    public OffsetMap build() {
      return new OffsetMap(
          Arrays.copyOf(textStarts, runs),
          Arrays.copyOf(sourceStarts, runs),
          Arrays.copyOf(sourceEnds, runs),
          length);
    }
  }
}
