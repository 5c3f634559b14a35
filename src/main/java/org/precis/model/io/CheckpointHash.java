package org.precis.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Identifies a checkpoint by its content. Every file is cut into blocks of 64 MiB, the last one
 * shorter, and each block gets its SHA-256, side by side. The checkpoint's hash is the SHA-256 of,
 * file after file (config.json, then the weight files in the index's order): name in UTF-8, a zero
 * byte, size as 8 bytes big-endian, the blocks' digests in order. All bytes count, wherever the
 * directory lies.
 */
final class CheckpointHash {
  static final int BLOCK_BYTES = 64 << 20;
  private static final int BUFFER_BYTES = 1 << 20;

  private CheckpointHash() {}

  /**
   * The hash in hexadecimal.
   *
   * @throws ModelFormatException if a file cannot be read
   */
  static String of(Path config, List<Path> weights, Workers workers) {
    MessageDigest digest = sha256();
    add(digest, config, workers);
    weights.forEach(file -> add(digest, file, workers));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Path file, Workers workers) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
      List<Callable<byte[]>> blocks = new ArrayList<>();
      for (long from = 0; from < size; from += BLOCK_BYTES) {
        long start = from;
        blocks.add(() -> block(channel, start, Math.min(size, start + BLOCK_BYTES), file));
      }
      workers.all(blocks).forEach(digest::update);
    } catch (IOException e) {
      throw StrictJson.unreadable(file.toString(), e);
    }
  }

  private static byte[] block(FileChannel channel, long from, long end, Path file) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      for (long at = from; at < end; ) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
        int count = channel.read(buffer, at);
        if (count < 0) {
          throw new IOException("the file ended at byte " + at + "; was it changed while open?");
        }
        at += count;
        digest.update(buffer.flip());
      }
      return digest.digest();
    } catch (IOException e) {
      throw StrictJson.unreadable(file.toString(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
