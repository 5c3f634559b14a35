package org.precis.decode;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Bans every token that would complete an n-gram of the source. Unlike Hugging Face's it does not
 * see the padding of a batch.
 */
final class EncoderNoRepeatNgram implements LogitsProcessor {
  private final int size;

  /** For each source: its (n−1)-grams and what follows them. Buffers compare by content. */
  private final List<Map<IntBuffer, int[]>> followers;

  /**
   * @param size n, at least 1
   * @param sources token ids of each source of the batch
   */
  EncoderNoRepeatNgram(int size, List<int[]> sources) {
    this.size = size;
    this.followers = sources.stream().map(this::followersIn).toList();
  }

  private Map<IntBuffer, int[]> followersIn(int[] source) {
    int[] tokens = source.clone(); // The keys look into it; the caller's array may change.
    Map<IntBuffer, IntStream.Builder> found = new HashMap<>();
    for (int start = 0; start + size <= tokens.length; start++) {
      int next = start + size - 1;
      found.computeIfAbsent(ngram(tokens, start), key -> IntStream.builder()).add(tokens[next]);
    }
    Map<IntBuffer, int[]> result = new HashMap<>();
    found.forEach((ngram, next) -> result.put(ngram, next.build().distinct().toArray()));
    return result;
  }

  private IntBuffer ngram(int[] tokens, int start) {
    return IntBuffer.wrap(tokens, start, size - 1);
  }

  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    int start = tokens.length - (size - 1);
    if (start < 0) {
      return;
    }
    int[] banned = followers.get(source).get(ngram(tokens, start));
    if (banned != null) {
      edits.ban(banned);
    }
  }
}
