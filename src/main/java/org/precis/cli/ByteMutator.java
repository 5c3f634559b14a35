package org.precis.cli;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Breaks files as chance and attackers do: flipped bits, numbers at their limits, parts cut, put in
 * twice or exchanged. Most changes fall on the ends of a file, where headers and directories are.
 * Not thread-safe.
 */
final class ByteMutator {
  private static final long[] LIMITS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    65_536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final int MOST_CHANGES = 4;
  private static final int END_BYTES = 8_192;
  private static final int LONGEST_PART = 64;

  private final SplittableRandom random;

  ByteMutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A broken copy. */
  byte[] mutate(byte[] sound) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = place(bytes.length);
    int length = Math.min(1 + random.nextInt(LONGEST_PART), bytes.length - at);
    switch (random.nextInt(9)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
      case 3 -> putLimit(bytes, at);
      case 4 -> System.arraycopy(bytes, place(bytes.length - length + 1), bytes, at, length);
      case 5 -> {
        return replace(bytes, at, length, new byte[0]);
      }
      case 6 -> {
        return replace(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      }
      case 7 -> {
        byte[] part = new byte[length];
        random.nextBytes(part);
        return replace(bytes, at, 0, part);
      }
      default -> {
        return Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }

  private int place(int length) {
    int end = Math.min(length, END_BYTES);
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(length);
      case 1 -> length - 1 - random.nextInt(end);
      default -> random.nextInt(end);
    };
  }

  private void putLimit(byte[] bytes, int at) {
    long value = LIMITS[random.nextInt(LIMITS.length)];
    int width = 1 << random.nextInt(4);
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
    byte[] changed = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(bytes, at + length, changed, at + by.length, bytes.length - at - length);
    return changed;
  }
}
