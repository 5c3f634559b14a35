package org.precis.train.data;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The examples of a split, mapped into memory. Thread-safe.
 *
 * <p>{@code SPLIT.tokens}: ids as big-endian ints, source then target of each example. {@code
 * SPLIT.index}: for each example its first token's number (long), group (long), source length,
 * target length, language (ints).
 */
public final class TokenStore {
  private static final int ROW_BYTES = 2 * Long.BYTES + 3 * Integer.BYTES;

  /** A mapping holds at most 2 GB. */
  private static final int SEGMENT_BITS = 28;

  private static final long SEGMENT_INTS = 1L << SEGMENT_BITS;

  private final List<IntBuffer> tokens = new ArrayList<>();
  private final MappedByteBuffer index;
  private final int size;

  private TokenStore(Path directory, Split split) throws IOException {
    try (FileChannel channel = FileChannel.open(index(directory, split), StandardOpenOption.READ)) {
      index = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      size = Math.toIntExact(channel.size() / ROW_BYTES);
    }
    try (FileChannel channel =
        FileChannel.open(tokens(directory, split), StandardOpenOption.READ)) {
      long segment = SEGMENT_INTS * Integer.BYTES;
      for (long from = 0; from < channel.size(); from += segment) {
        long bytes = Math.min(segment, channel.size() - from);
        tokens.add(channel.map(FileChannel.MapMode.READ_ONLY, from, bytes).asIntBuffer());
      }
    }
  }

  /** Opens a split of a prepared directory. */
  static TokenStore open(Path directory, Split split) throws IOException {
    return new TokenStore(directory, split);
  }

  static Path tokens(Path directory, Split split) {
    return directory.resolve(split.fileName() + ".tokens");
  }

  static Path index(Path directory, Split split) {
    return directory.resolve(split.fileName() + ".index");
  }

  /** Number of examples. */
  public int size() {
    return size;
  }

  /** Number of source tokens of an example. */
  public int sourceLength(int example) {
    return index.getInt(example * ROW_BYTES + 2 * Long.BYTES);
  }

  /** Number of target tokens of an example. */
  public int targetLength(int example) {
    return index.getInt(example * ROW_BYTES + 2 * Long.BYTES + Integer.BYTES);
  }

  /** Number of an example's language. */
  public int language(int example) {
    return index.getInt(example * ROW_BYTES + 2 * Long.BYTES + 2 * Integer.BYTES);
  }

  /** Key of an example's target document. */
  public long group(int example) {
    return index.getLong(example * ROW_BYTES + Long.BYTES);
  }

  /** An example. */
  public TokenizedExample get(int example) {
    long first = index.getLong(example * ROW_BYTES);
    int source = sourceLength(example);
    return new TokenizedExample(
        group(example),
        language(example),
        ids(first, source),
        ids(first + source, targetLength(example)));
  }

  private int[] ids(long first, int count) {
    int[] ids = new int[count];
    for (int done = 0; done < count; ) {
      long at = first + done;
      IntBuffer segment = tokens.get((int) (at >>> SEGMENT_BITS));
      int offset = (int) (at & (SEGMENT_INTS - 1));
      int part = Math.min(count - done, segment.limit() - offset);
      segment.get(offset, ids, done, part);
      done += part;
    }
    return ids;
  }
}
