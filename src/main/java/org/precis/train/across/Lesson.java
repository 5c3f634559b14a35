package org.precis.train.across;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a teacher is shown: a document in its language and the summary whose tokens it predicts.
 *
 * @param document ids, end token included
 * @param summary ids, end token included
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its keys, never by equals.
record Lesson(int[] document, int[] summary) {
  private static final int KEY_BYTES = 16;

  /** Names the document's content. */
  String documentKey() {
    return key(document);
  }

  /** Names the content of both. */
  String key() {
    return key(document, summary);
  }

  /** Number of summary tokens of some lessons. */
  static long tokens(List<Lesson> lessons) {
    return lessons.stream().mapToLong(lesson -> lesson.summary().length).sum();
  }

  private static String key(int[]... sequences) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (int[] sequence : sequences) {
      ByteBuffer bytes = ByteBuffer.allocate((sequence.length + 1) * Integer.BYTES);
      bytes.putInt(sequence.length).asIntBuffer().put(sequence);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), KEY_BYTES));
  }
}
