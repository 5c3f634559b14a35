package org.precis.nn.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The bytes of a TorchScript module that has methods and no state. The format is that of {@code
 * torch.jit.save}: a zip of uncompressed entries, with the module's attributes as a pickle and its
 * code as text.
 */
final class ScriptArchive {
  /** Root folder of the entries; any name will do. */
  private static final String ROOT = "module/";

  /** Version of the archive format; PyTorch 2.7 reads 1 to 10. */
  private static final byte[] VERSION = ascii("10\n");

  private static final String CLASS = "Program";
  private static final String HEAD =
      "class "
          + CLASS
          + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  /** Pickle, protocol 2: the empty tuple. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private ScriptArchive() {}

  /**
   * The archive of a module.
   *
   * @param methods text of its methods, each {@code def name(self, …)} indented by two spaces
   */
  static byte[] of(String methods) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "version", VERSION);
      put(zip, "data.pkl", attributes());
      put(zip, "code/__torch__.py", (HEAD + methods).getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", NO_CONSTANTS);
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Pickle, protocol 2, of an object of the class whose only attribute is {@code training}. */
  private static byte[] attributes() {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO
    pickle.writeBytes(ascii("c__torch__\n" + CLASS + "\n")); // GLOBAL
    // EMPTY_TUPLE, NEWOBJ: an object of the class; EMPTY_DICT, MARK: its state
    pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', '('});
    byte[] name = ascii("training");
    pickle.writeBytes(new byte[] {'X', (byte) name.length, 0, 0, 0}); // BINUNICODE, length
    pickle.writeBytes(name);
    pickle.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'}); // NEWFALSE, SETITEMS, BUILD, STOP
    return pickle.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
