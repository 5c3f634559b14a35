package org.precis.model.io.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles are written as text in Latin-1, one character a byte. */
class UnpicklerTest {
  private static Object read(String pickle) throws IOException {
    return new Unpickler(new ByteArrayInputStream(pickle.getBytes(StandardCharsets.ISO_8859_1)))
        .read();
  }

  @Test
  void plainValuesAreRead() throws IOException {
    assertEquals(200L, read("K\u00c8."));
    assertEquals(0x201L, read("M\1\2."));
    assertEquals(-2L, read("J\u00fe\u00ff\u00ff\u00ff."));
    assertEquals(0L, read("\u008a\0."));
    assertEquals(-1L, read("\u008a\1\u00ff."));
    assertEquals(255L, read("\u008a\2\u00ff\0."));
    assertEquals(
        new BigInteger("1950a86a20f9469cfc6c", 16),
        read("\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\u0019."));
    assertEquals(1.5, read("G?\u00f8\0\0\0\0\0\0."));
    assertEquals(true, read("\u0088."));
    assertEquals(false, read("\u0089."));
    assertEquals("é", read("X\2\0\0\0\u00c3\u00a9."));
    assertEquals("é", read("U\1\u00e9."));
  }

  @Test
  void listsAndDictsAreReadAndSharedThroughTheMemo() throws IOException {
    assertEquals(List.of(1L, 2L, 3L), read("](K\1K\2eK\3a."));
    assertEquals(Map.of("a", 1L, 7L, 2L), read("}(U\1aK\1K\7K\2u."));
    assertEquals(Map.of("a", List.of(), "b", List.of()), read("}U\1a]q\0sU\1bh\0s."));
    assertEquals(Map.of(), read("ccollections\nOrderedDict\n)\u0081}b."));
  }

  @Test
  void pickleFollowsPickle() throws IOException {
    Unpickler unpickler =
        new Unpickler(new ByteArrayInputStream("K\1.K\2.".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(1L, unpickler.read());
    assertEquals(3, unpickler.position());
    assertEquals(2L, unpickler.read());
    assertEquals(6, unpickler.position());
  }

  private static void assertRefused(String pickle, String part) {
    String message = assertThrows(PickleFormatException.class, () -> read(pickle)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void everyOtherOpcodeIsRefused() {
    String known = "NJKMGXUcqrhj()t]ae}suQRb.\u0080\u0081\u0085\u0086\u0087\u0088\u0089\u008a";
    int refused = 0;
    for (char opcode = 0; opcode < 256; opcode++) {
      if (known.indexOf(opcode) < 0) {
        assertRefused(
            "K\1" + opcode + "aaaaaaaa",
            "has the opcode 0x%02x at byte 2, which no state dict needs".formatted((int) opcode));
        refused++;
      }
    }
    assertEquals(256 - known.length(), refused);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "__builtin__, exec",
    "torch, load",
    "torch.storage, _load_from_bytes",
    "collections, OrderedDict.fromkeys",
    "torch._utils, _rebuild_tensor",
    "FLOAT, FloatStorage",
    "torch, floatstorage"
  })
  void everyOtherNameIsRefused(String module, String name) {
    assertRefused("c" + module + "\n" + name + "\n.", "names '" + module + "." + name + "'");
  }

  @Test
  void whatCannotBeCalledIsNotCalled() {
    assertRefused("ctorch\nFloatStorage\n)R.", "calls the storage type FLOAT");
    assertRefused("K\1)R.", "calls what is no name of a state dict");
    assertRefused("ccollections\nOrderedDict\n]R.", "what a call gets is no tuple");
    assertRefused("ccollections\nOrderedDict\n]\u0085R.", "makes an OrderedDict of something");
    assertRefused("]}b.", "sets the state of what is no dict");
    assertRefused("ctorch._utils\n_rebuild_parameter\n)R.", "a parameter has nothing as item 0");
    assertRefused("ctorch._utils\n_rebuild_tensor_v2\n)R.", "makes a tensor of 0 arguments");
  }

  @Test
  void theStackHoldsToItsBounds() {
    assertRefused(".", "takes a value where there is none");
    assertRefused("K\1(.", "takes a value where there is none");
    assertRefused("K\1\u0086.", "takes 2 values where there are fewer");
    assertRefused("K\1(K\2\u0086.", "takes 2 values where there are fewer");
    assertRefused("K\1t.", "closes what it did not open");
    assertRefused("h\5.", "recalls value 5, which it did not keep");
    assertRefused("K\1a.", "takes a value where there is none");
    assertRefused("K\1K\1a.", "appends to what is no list");
    assertRefused("K\1K\1K\1s.", "has items without a dict");
    assertRefused("}(K\1u.", "has items without a dict");
    assertRefused("}]K\1s.", "has a key that is no string or number");
    assertRefused("}U\1aK\1sU\1aK\2s.", "has 'a' twice");
    assertRefused("\u0080\4K\1.", "is of protocol 4");
  }

  @Test
  void persistentIdsNameStoragesOnly() {
    assertRefused("K\1Q.", "a persistent id is no tuple");
    assertRefused(")Q.", "a persistent id has nothing as item 0");
    assertRefused("U\1x\u0085Q.", "has a persistent id of 'x'");
    assertRefused("U\7storage\u0085Q.", "has a persistent id of 1 items");
    String start = "(U\7storagectorch\nFloatStorage\n";
    assertRefused(start + "U\4../xU\3cpuK\1tQ.", "a storage is called '../x'");
    assertRefused(start + "U\1aU\3cpuJ\u00ff\u00ff\u00ff\u00fftQ.", "has -1 elements");
    assertRefused(start + "U\1aU\3cpuK\1)tQ.", "before 0.4");
    assertRefused(
        "(U\7storageccollections\nOrderedDict\nU\1aU\3cpuK\1tQ.", "a storage has the type ORDERED");
  }

  @Test
  void lengthsAndEndsAreChecked() {
    assertRefused("X\u00ff\u00ff\u00ff\u00ffabc.", "has a string of 4294967295 bytes");
    assertRefused("X\1\0\0\0\u00ff.", "has text before byte 6 that is not UTF-8");
    assertRefused("c" + "x".repeat(5_000), "has a name of more than 1000 characters");
    for (String cut : List.of("", "K", "X\3\0\0\0ab", "ctorch\n", "\u008a\5\1")) {
      assertThrows(EOFException.class, () -> read(cut), cut);
    }
  }

  @Test
  void stepsAndLengthAreBounded() {
    assertRefused("N".repeat(2_000_001), "has more than 2000000 steps");
    assertRefused(")" + "\u0085".repeat(2_000_001), "has more than 2000000 steps");
    char[] text = new char[1_000_000];
    Arrays.fill(text, 'a');
    assertRefused(("X@B\u000f\0" + new String(text)).repeat(17), "is longer than 16000000");
  }

  @Test
  void aListThatHoldsItselfDoesNoHarm() throws IOException {
    assertEquals(1, ((List<?>) read("]q\0h\0a.")).size());
    assertEquals(1, ((Map<?, ?>) read("}q\0U\1ah\0s.")).size());
  }
}
