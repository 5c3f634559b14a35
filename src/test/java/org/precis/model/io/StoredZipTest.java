package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredZipTest {
  private static final byte[] ONE = {1, 2, 3};
  private static final byte[] TWO = {4, 5};

  @TempDir private Path directory;

  private Map<String, StoredZip.Entry> entries(byte[] zip) throws IOException {
    Path file = Files.write(directory.resolve("x.bin"), zip);
    try (DataFile data = DataFile.open(file)) {
      return StoredZip.entries(data);
    }
  }

  private void assertRefused(byte[] zip, String part) {
    String message = assertThrows(ModelFormatException.class, () -> entries(zip)).getMessage();
    assertTrue(message.contains(part) && message.contains("x.bin"), message);
  }

  private void assertRefused(ByteBuffer zip, String part) {
    assertRefused(bytes(zip), part);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer sound() {
    return ByteBuffer.wrap(StateDict.zip("a/one", ONE, "a/.two", TWO))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the directory's entry of a number begins. */
  private static int directoryEntry(ByteBuffer zip, int number) {
    int at = zip.getInt(zip.limit() - 6);
    for (int i = 0; i < number; i++) {
      at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
    }
    return at;
  }

  @Test
  void entriesAreFoundByTheirLocalHeaders() throws IOException {
    byte[] zip = bytes(sound());
    Map<String, StoredZip.Entry> entries = entries(zip);
    assertEquals(List.of("a/one", "a/.two"), List.copyOf(entries.keySet()));
    StoredZip.Entry two = entries.get("a/.two");
    assertArrayEquals(TWO, Arrays.copyOfRange(zip, (int) two.begin(), (int) two.end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/passwd", "a\\b", "a//b", "C:x", "a\nb"})
  void namesThatLeadElsewhereAreRefused(String name) {
    assertRefused(StateDict.zip(name, ONE), "has an entry of the name '");
  }

  @Test
  void compressedAndEncryptedEntriesAreRefused() {
    ByteBuffer zip = sound();
    assertRefused(
        zip.putShort(directoryEntry(zip, 1) + 10, (short) 8),
        "has the entry 'a/.two' compressed; torch.save stores");
    zip = sound();
    assertRefused(zip.putShort(directoryEntry(zip, 0) + 8, (short) 1), "'a/one' encrypted");
  }

  @Test
  void sizesAndPlacesAreChecked() {
    ByteBuffer zip = sound();
    int first = directoryEntry(zip, 0);
    assertRefused(zip.putInt(first + 24, 99), "with two sizes, 99 and 3");
    zip = sound().putInt(first + 24, 9_999).putInt(first + 20, 9_999);
    assertRefused(zip, "has the entry 'a/one' of 9999 bytes where it cannot lie");
    zip = sound().putInt(first + 42, 5);
    assertRefused(zip, "'a/one' of 3 bytes where it cannot lie");
    zip = sound().putInt(first + 42, 0x7fffffff);
    assertRefused(zip, "has the entry 'a/one' outside of the file");
    zip = sound().putInt(first + 24, -1).putInt(first + 20, -1);
    assertRefused(zip, "without the ZIP64 sizes that it needs");
    zip = sound();
    zip.putInt(directoryEntry(zip, 1) + 42, 0);
    assertRefused(zip, "in the same place");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    byte[] zip = StateDict.zip("a/one", ONE, "a/two", TWO);
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace("a/two", "a/one");
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), "has the entry 'a/one' twice");
  }

  @Test
  void aDirectoryMustBeWhole() {
    byte[] zip = bytes(sound());
    assertRefused(Arrays.copyOf(zip, zip.length - 3), "without its end; was the download cut off?");
    assertRefused(new byte[0], "without its end");
    assertRefused(sound().putShort(zip.length - 12, (short) 3), "breaks off at entry 2 of 3");
    assertRefused(sound().putInt(zip.length - 10, 60), "breaks off at entry 1 of 2");
    assertRefused(sound().putInt(zip.length - 6, 0x7fffff00), "beyond its end");
    assertRefused(sound().putInt(zip.length - 10, 0x7fffffff), "allowed are 200000 and 50000000");
    assertRefused(sound().putShort(zip.length - 12, (short) -1), "lacks the ZIP64 end record");
  }

  /** The end records of an archive beyond 4 GB, which a small one may have too. */
  @Test
  void zip64IsRead() throws IOException {
    ByteBuffer zip = sound();
    int end = zip.limit() - 22;
    ByteBuffer wide = ByteBuffer.allocate(zip.limit() + 76).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(bytes(zip), 0, end);
    wide.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    wide.putInt(0).putInt(0).putLong(2).putLong(2);
    wide.putLong(zip.getInt(end + 12)).putLong(zip.getInt(end + 16));
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    wide.put(bytes(zip), end, 22);
    int tail = wide.limit() - 22;
    wide.putShort(tail + 10, (short) -1).putInt(tail + 12, -1).putInt(tail + 16, -1);
    assertEquals(entries(bytes(zip)), entries(bytes(wide)));
    wide.putLong(end + 32, Long.MAX_VALUE);
    assertRefused(wide, "has a directory of 9223372036854775807 entries");
    wide.putInt(end, 7);
    assertRefused(wide, "lacks the ZIP64 end record");
  }

  /** Entries beyond 4 GB have their sizes and place in an extra field. */
  @Test
  void sizesInTheExtraFieldAreRead() throws IOException {
    ByteBuffer zip = sound();
    int entry = directoryEntry(zip, 1);
    int behind = entry + 46 + zip.getShort(entry + 28);
    ByteBuffer wide = ByteBuffer.allocate(zip.limit() + 28).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(bytes(zip), 0, behind);
    wide.putShort((short) 1).putShort((short) 24).putLong(2).putLong(2);
    wide.putLong(zip.getInt(entry + 42));
    wide.put(bytes(zip), behind, zip.limit() - behind);
    wide.putInt(entry + 20, -1).putInt(entry + 24, -1).putInt(entry + 42, -1);
    wide.putShort(entry + 30, (short) 28);
    int end = wide.limit() - 22;
    wide.putInt(end + 12, wide.getInt(end + 12) + 28);
    assertEquals(entries(bytes(zip)), entries(bytes(wide)));
  }
}
