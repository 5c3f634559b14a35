package org.precis.nn;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory of Java's that tensors were made of, and that nobody holds any more. */
public final class FreedMemory {
  private static final int ROUNDS = 5;
  private static final int LARGEST = 512;

  private FreedMemory() {}

  /**
   * Has the collector free it, and writes bytes over it that are no numbers. Whoever still reads it
   * gets them.
   */
  public static void overwrite() {
    List<ByteBuffer> others = new ArrayList<>();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        System.gc();
        for (int bytes = 8; bytes <= LARGEST; bytes += 8) {
          ByteBuffer other = ByteBuffer.allocateDirect(bytes);
          while (other.hasRemaining()) {
            other.put((byte) -1);
          }
          others.add(other);
        }
      }
    } finally {
      Reference.reachabilityFence(others);
    }
  }
}
