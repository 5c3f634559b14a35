package org.precis.model.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directory of a zip archive whose entries are stored, not compressed, so that they can be read
 * by position (PKWARE's APPNOTE.TXT, sections 4.3 and 4.5.3). Compressed and encrypted entries,
 * names that lead out of the archive and entries that overlap are refused: nothing in an archive
 * can be larger than it.
 */
final class StoredZip {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA64 = 1;
  private static final long UNSET = 0xffffffffL;
  private static final int MAX_ENTRIES = 200_000;
  private static final int MAX_DIRECTORY = 50_000_000;
  private static final String NAME = "[A-Za-z0-9._ +@=-]+(/[A-Za-z0-9._ +@=-]+)*/?";

  /**
   * Where an entry's bytes lie.
   *
   * @param name its path in the archive
   * @param begin first byte in the file
   * @param end byte after the last
   */
  record Entry(String name, long begin, long end) {
    long size() {
      return end - begin;
    }
  }

  private final DataFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private StoredZip(DataFile file) {
    this.file = file;
  }

  /**
   * The entries by name, in the directory's order.
   *
   * @throws ModelFormatException if the archive breaks a rule
   */
  static Map<String, Entry> entries(DataFile file) throws IOException {
    StoredZip zip = new StoredZip(file);
    zip.read();
    return zip.entries;
  }

  private void read() throws IOException {
    long end = findEnd();
    ByteBuffer record = file.bytes(end, END_BYTES);
    long count = Short.toUnsignedLong(record.getShort(10));
    long size = Integer.toUnsignedLong(record.getInt(12));
    long begin = Integer.toUnsignedLong(record.getInt(16));
    if (count == 0xffff || size == UNSET || begin == UNSET) {
      ByteBuffer wide = end64(end);
      count = wide.getLong(32);
      size = wide.getLong(40);
      begin = wide.getLong(48);
    }
    if (count < 0 || count > MAX_ENTRIES || size < 0 || size > MAX_DIRECTORY) {
      throw broken(
          "has a directory of %s entries and %s bytes; allowed are %d and %d"
              .formatted(
                  Long.toUnsignedString(count),
                  Long.toUnsignedString(size),
                  MAX_ENTRIES,
                  MAX_DIRECTORY));
    }
    if (begin < 0 || begin > end - size) {
      throw broken(
          "has its directory at byte " + Long.toUnsignedString(begin) + ", beyond its end");
    }
    readDirectory(file.bytes(begin, (int) size), count, begin);
  }

  /** The end record is the file's tail but for a comment. */
  private long findEnd() throws IOException {
    int length = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
    long begin = file.size() - length;
    ByteBuffer tail = file.bytes(begin, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && Short.toUnsignedInt(tail.getShort(at + 20)) == length - at - END_BYTES) {
        return begin + at;
      }
    }
    throw broken("is a zip archive without its end; was the download cut off?");
  }

  private ByteBuffer end64(long end) throws IOException {
    if (end < LOCATOR_BYTES + END64_BYTES) {
      throw broken("lacks the ZIP64 end record that it needs");
    }
    ByteBuffer locator = file.bytes(end - LOCATOR_BYTES, LOCATOR_BYTES);
    long at = locator.getLong(8);
    if (locator.getInt(0) != LOCATOR_SIGNATURE || at < 0 || at > end - END64_BYTES) {
      throw broken("lacks the ZIP64 end record that it needs");
    }
    ByteBuffer wide = file.bytes(at, END64_BYTES);
    if (wide.getInt(0) != END64_SIGNATURE) {
      throw broken("lacks the ZIP64 end record that it needs");
    }
    return wide;
  }

  private void readDirectory(ByteBuffer directory, long count, long limit) throws IOException {
    List<Entry> found = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      if (directory.remaining() < ENTRY_BYTES
          || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
        throw broken("has a directory that breaks off at entry %d of %d".formatted(i, count));
      }
      ByteBuffer fixed = slice(directory, ENTRY_BYTES);
      int nameBytes = Short.toUnsignedInt(fixed.getShort(28));
      int extraBytes = Short.toUnsignedInt(fixed.getShort(30));
      int commentBytes = Short.toUnsignedInt(fixed.getShort(32));
      if (directory.remaining() < nameBytes + extraBytes + commentBytes) {
        throw broken("has a directory that breaks off at entry %d of %d".formatted(i, count));
      }
      String name = StandardCharsets.UTF_8.decode(slice(directory, nameBytes)).toString();
      Entry entry = entry(name, fixed, slice(directory, extraBytes), limit);
      slice(directory, commentBytes);
      if (entries.put(name, entry) != null) {
        throw broken("has the entry '%s' twice".formatted(name));
      }
      found.add(entry);
    }
    checkOverlap(found);
  }

  private static ByteBuffer slice(ByteBuffer buffer, int length) {
    ByteBuffer slice = buffer.slice(buffer.position(), length).order(buffer.order());
    buffer.position(buffer.position() + length);
    return slice;
  }

  private Entry entry(String name, ByteBuffer fixed, ByteBuffer extra, long limit)
      throws IOException {
    if (name.length() > 500 || !name.matches(NAME) || List.of(name.split("/")).contains("..")) {
      String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
      throw broken(
          "has an entry of the name '%s'; names lead to no other place and have plain characters"
              .formatted(shown.replaceAll("\\p{Cntrl}", "?")));
    }
    boolean encrypted = (fixed.getShort(8) & 1) != 0;
    if (encrypted || fixed.getShort(10) != 0) {
      throw broken(
          "has the entry '%s' %s; torch.save stores its entries as they are"
              .formatted(name, encrypted ? "encrypted" : "compressed"));
    }
    long stored = Integer.toUnsignedLong(fixed.getInt(20));
    long size = Integer.toUnsignedLong(fixed.getInt(24));
    long local = Integer.toUnsignedLong(fixed.getInt(42));
    ByteBuffer wide = wide(extra);
    size = size == UNSET ? next(wide, name) : size;
    stored = stored == UNSET ? next(wide, name) : stored;
    local = local == UNSET ? next(wide, name) : local;
    if (size < 0 || size != stored) {
      throw broken("has the entry '%s' with two sizes, %d and %d".formatted(name, size, stored));
    }
    if (local < 0 || local > limit - LOCAL_BYTES) {
      throw broken("has the entry '%s' outside of the file".formatted(name));
    }
    ByteBuffer header = file.bytes(local, LOCAL_BYTES);
    long begin =
        local
            + LOCAL_BYTES
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    if (header.getInt(0) != LOCAL_SIGNATURE || begin > limit || size > limit - begin) {
      throw broken(
          "has the entry '%s' of %d bytes where it cannot lie, at byte %d"
              .formatted(name, size, begin));
    }
    return new Entry(name, begin, begin + size);
  }

  /** The ZIP64 extra field; empty if there is none. */
  private static ByteBuffer wide(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      if (length > extra.remaining()) {
        break;
      }
      ByteBuffer field = slice(extra, length);
      if (id == EXTRA64) {
        return field;
      }
    }
    return ByteBuffer.allocate(0);
  }

  private long next(ByteBuffer wide, String name) {
    if (wide.remaining() < Long.BYTES) {
      throw broken("has the entry '%s' without the ZIP64 sizes that it needs".formatted(name));
    }
    return wide.getLong();
  }

  private void checkOverlap(List<Entry> found) {
    found.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).begin() < found.get(i - 1).end()) {
        throw broken(
            "has the entries '%s' and '%s' in the same place"
                .formatted(found.get(i - 1).name(), found.get(i).name()));
      }
    }
  }

  private ModelFormatException broken(String what) {
    return new ModelFormatException(file.path() + " " + what);
  }
}
