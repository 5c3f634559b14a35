package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.nn.TensorAssert;
import org.precis.nn.TorchRuntime;

/** Reading, writing, and every rule of the format with its message. */
class SafeTensorsTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("model.safetensors");
  }

  /** Two tensors of one and two floats, 12 bytes of data. */
  private static final String HEADER =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
          + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";

  private static final RawSafeTensors GOOD = new RawSafeTensors(HEADER, new byte[12]);

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    try (NDManager manager = TorchRuntime.engine().newBaseManager()) {
      manager.getEngine().setRandomSeed(3);
      var large = manager.randomNormal(0, 1, new Shape(700, 900), DataType.FLOAT32);
      var odd = manager.create(new float[] {1, -0f, Float.MIN_VALUE, 3e38f, -7}).reshape(1, 5, 1);
      SafeTensorsWriter.write(
          file(),
          List.of(
              SafeTensorsWriter.Tensor.of("ä \"quoted\"", odd),
              SafeTensorsWriter.Tensor.of("large", large)));
      try (SafeTensors read = SafeTensors.open(file())) {
        assertEquals(List.of("ä \"quoted\"", "large"), List.copyOf(read.entries().keySet()));
        assertEquals(new Shape(1, 5, 1), read.entries().get("ä \"quoted\"").shape());
        TensorAssert.assertClose(
            "large", large.getShape(), large.toFloatArray(), floats(read, "large", 0, 630_000), 0);
        TensorAssert.assertClose(
            "part",
            new Shape(10),
            large.flatten().get("5000:5010").toFloatArray(),
            floats(read, "large", 5_000, 10),
            0);
        float[] bits = floats(read, "ä \"quoted\"", 0, 5);
        assertArrayEquals(odd.toFloatArray(), bits);
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(bits[1]));
      }
    }
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count(), "no partial file is left");
    }
  }

  @Test
  void aTensorThatGivesTooLittleLeavesNoFile() {
    SafeTensorsWriter.Tensor lazy =
        new SafeTensorsWriter.Tensor("x", new Shape(3), (piece, first) -> piece.put(1f));
    assertThrows(IllegalStateException.class, () -> SafeTensorsWriter.write(file(), List.of(lazy)));
    assertFalse(Files.exists(file()));
  }

  private static float[] floats(SafeTensors file, String name, long first, int count) {
    ByteBuffer target =
        ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
    file.read(file.entries().get(name), first, target);
    float[] values = new float[count];
    target.rewind().asFloatBuffer().get(values);
    return values;
  }

  @Test
  void halvesAreWidenedExactly() {
    assertEquals(1f, TensorType.half((short) 0x3c00));
    assertEquals(-2f, TensorType.half((short) 0xc000));
    assertEquals(65504f, TensorType.half((short) 0x7bff));
    assertEquals(0x1p-24f, TensorType.half((short) 0x0001));
    assertEquals(0x1.ff8p-15f, TensorType.half((short) 0x03ff));
    assertEquals(0x1p-14f, TensorType.half((short) 0x0400));
    assertEquals(1 / -0f, 1 / TensorType.half((short) 0x8000));
    assertEquals(Float.POSITIVE_INFINITY, TensorType.half((short) 0x7c00));
    assertEquals(Float.NEGATIVE_INFINITY, TensorType.half((short) 0xfc00));
    assertTrue(Float.isNaN(TensorType.half((short) 0x7e00)));
  }

  @Test
  void otherFloatingTypesBecomeFloats() {
    assertArrayEquals(new float[] {1f, -3.140625f}, widen(TensorType.BF16, 0x80, 0x3f, 0x49, 0xc0));
    assertArrayEquals(new float[] {-2f}, widen(TensorType.F16, 0x00, 0xc0));
    assertArrayEquals(
        new float[] {0.1f}, widen(TensorType.F64, 0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f));
    assertThrows(IllegalArgumentException.class, () -> widen(TensorType.I32, 0, 0, 0, 0));
  }

  private static float[] widen(TensorType type, int... bytes) {
    ByteBuffer source = ByteBuffer.allocate(bytes.length);
    for (int b : bytes) {
      source.put((byte) b);
    }
    FloatBuffer target = FloatBuffer.allocate(bytes.length / type.bytes());
    type.widen(source.flip(), target);
    return target.array();
  }

  @Test
  void filesBeyondTwoGigabytesAreRead() throws IOException {
    long gap = 2_500_000_000L;
    String header =
        ("{\"big\":{\"dtype\":\"U8\",\"shape\":[50000,50000],\"data_offsets\":[0,%d]},"
                + "\"last\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}")
            .formatted(gap, gap, gap + 4);
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(json.length).put(json).flip();
    // Only the ends are written: the file system keeps the gap as a hole.
    try (FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(start);
      ByteBuffer one = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 42f);
      channel.write(one, 8 + json.length + gap);
    }
    try (SafeTensors file = SafeTensors.open(file())) {
      assertArrayEquals(new float[] {42f}, floats(file, "last", 0, 1));
    }
  }

  @Test
  void metadataPaddingScalarsAndEmptyTensorsAreAllowed() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"none\":{\"dtype\":\"I64\",\"shape\":[0,3],\"data_offsets\":[4,4]},"
            + "\"scalar\":{\"data_offsets\":[0,4],\"dtype\":\"F32\",\"shape\":[]}}     ";
    new RawSafeTensors(header, new byte[4]).write(file());
    try (SafeTensors file = SafeTensors.open(file())) {
      assertEquals(new Shape(), file.entries().get("scalar").shape());
      assertEquals(new Shape(0, 3), file.entries().get("none").shape());
    }
  }

  @Test
  void aSoundFileIsReadElseRefusalsProveNothing() throws IOException {
    GOOD.write(file());
    try (SafeTensors file = SafeTensors.open(file())) {
      assertEquals(2, file.entries().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"F32\"         | \"F128\"      | 'a' has dtype 'F128'; known are [F64, F32,",
        "\"F32\"         | 7             | 'a' has dtype ''; known are",
        "\\[1\\]         | [-1]          | 'a' has -1 in its shape; none may be negative",
        "\\[1\\]         | [4294967296,4294967296,4] | 'a' has shape [4294967296, 4294967296, 4], more than the 12 bytes",
        "\\[1\\]         | [99999999999999999999]    | the header of",
        "\\[1\\]         | [1.0]         | 'a' needs an array of at most 8 whole numbers as shape",
        "\\[1\\]         | [1,1,1,1,1,1,1,1,1] | 'a' needs an array of at most 8 whole numbers as shape",
        "\\[1\\]         | \"1\"         | 'a' needs an array of at most 8 whole numbers as shape",
        "\\[1\\]         | [2]           | 'a' has shape [2] of F32, 8 bytes, but 4 bytes of data",
        "\\[0,4\\]       | [4,0]         | 'a' lies at bytes 4 to 0 of the data, which has 12 bytes",
        "\\[0,4\\]       | [0,4,4]       | 'a' needs an array of at most 2 whole numbers as data_offsets",
        "\\[0,4\\]       | [0]           | 'a' needs dtype, shape and two data_offsets",
        "\\[4,12\\]      | [8,16]        | 'b' lies at bytes 8 to 16 of the data, which has 12 bytes",
        "\\[4,12\\]      | [0,8]         | 'b' begins at byte ",
        "\\[0,4\\]       | [0,4],\"x\":1 | 'a' has the unknown field 'x'",
        "\"dtype\"       | \"shape\"     | 'a' needs an array of at most 8 whole numbers as shape",
        "\"b\"           | \"a\"         | Duplicate field 'a'",
        "\"a\":          | \"__metadata__\":{\"k\":1},\"a\": | __metadata__ may hold strings only",
        "\"a\":          | \"__metadata__\":3,\"a\": | __metadata__ must be an object",
        "\\}\\}$         | }} x          | the header of",
        "\\}\\}$         | }}{}          | goes on after its JSON object",
        "^\\{            | [             | must be a JSON object",
      })
  void aHeaderThatBreaksARuleIsRefused(String regex, String by, String message) throws IOException {
    GOOD.replace(regex, by).write(file());
    assertRefused(message);
  }

  private void assertRefused(String part) {
    String message =
        assertThrows(ModelFormatException.class, () -> SafeTensors.open(file())).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("model.safetensors"), message);
  }

  @Test
  void dataThatIsNotCoveredIsRefused() throws IOException {
    GOOD.withData(new byte[13]).write(file());
    assertRefused("has 1 bytes after its last tensor; nothing may follow");
    GOOD.withData(new byte[11]).write(file());
    assertRefused("'b' lies at bytes 4 to 12 of the data, which has 11 bytes");
    GOOD.replace("\\[0,4\\]", "[1,5]").write(file());
    assertRefused("'a' begins at byte ");
  }

  @Test
  void lengthsThatCannotBeAreRefused() throws IOException {
    GOOD.write(file(), 1L << 40);
    assertRefused("says that its header has 1099511627776 bytes; allowed are 2 to");
    GOOD.write(file(), Long.MIN_VALUE + 5);
    assertRefused("says that its header has 9223372036854775813 bytes");
    GOOD.write(file(), 0);
    assertRefused("says that its header has 0 bytes");
    GOOD.write(file(), HEADER.length() - 1);
    assertRefused("the header of");
    Files.write(file(), new byte[7]);
    assertRefused("has 7 bytes; a safetensors file has at least 10");
    Files.delete(file());
    assertRefused("is absent");
  }

  @Test
  void deepNestingAndOtherRubbishAreRefused() throws IOException {
    GOOD.withHeader("{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}").write(file());
    assertRefused("'a' must be an object");
    GOOD.withHeader("{\"a\":{\"dtype\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}}")
        .write(file());
    assertRefused("'a' has dtype ''");
    GOOD.withHeader("{\"a\":{\"dtype\":\"" + "x".repeat(3_000_000) + "\"}}").write(file());
    assertRefused("the header of");
    GOOD.withHeader("\u00ff\u00fe not json").write(file());
    assertRefused("the header of");
  }

  @Test
  void aHeaderOfManyTensorsIsRefused() throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i <= 100_000; i++) {
      header
          .append(i == 0 ? "" : ",")
          .append("\"%d\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}".formatted(i));
    }
    new RawSafeTensors(header + "}", new byte[0]).write(file());
    assertRefused("holds more than 100000 tensors");
  }

  @Test
  void aFileThatShrinksWhileOpenIsReported() throws IOException {
    GOOD.write(file());
    try (SafeTensors file = SafeTensors.open(file())) {
      try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - 6);
      }
      String message =
          assertThrows(ModelFormatException.class, () -> floats(file, "b", 0, 2)).getMessage();
      assertTrue(message.contains("tensor 'b' cannot be read"), message);
      assertTrue(message.contains("was it changed while open?"), message);
    }
  }
}
