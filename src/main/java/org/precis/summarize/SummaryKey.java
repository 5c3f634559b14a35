package org.precis.summarize;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.precis.text.Document;
import org.precis.text.Section;

/**
 * Keys of the cache: a hash of everything that decides a summary, so that the same key always means
 * the same summary.
 */
final class SummaryKey {
  /** To be raised with every change of an algorithm that changes its output. */
  private static final String VERSION = "1";

  private SummaryKey() {}

  /**
   * Hash of a document and the settings that change its summary.
   *
   * @param kind what makes the summary
   * @param settings everything besides the document that decides its output
   */
  static String of(String kind, String settings, Document document) {
    MessageDigest hash = sha256();
    add(hash, VERSION);
    add(hash, kind);
    add(hash, settings);
    add(hash, document.language());
    // Evidence points into the body; the sections depend on how it was parsed.
    add(hash, document.body());
    for (Section section : document.sections()) {
      add(hash, section.heading());
      add(hash, section.text());
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  /** Adds a part with its length, so that no two lists of parts look alike. */
  private static void add(MessageDigest hash, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_16LE);
    hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    hash.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
