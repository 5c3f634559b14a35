package org.precis.model.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;
import org.precis.nn.TensorAssert;

/** Files of torch.save hold what the safetensors beside them hold. */
class TorchFileTest {
  private static final float[] COUNT = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    Fixture.T5 + ",pytorch_model.bin,0",
    Fixture.T5 + ",pytorch_model.legacy.bin,0",
    Fixture.T5 + ",pytorch_model.odd.bin,4",
    Fixture.T5 + ",pytorch_model.odd.legacy.bin,4",
    Fixture.MT5 + ",pytorch_model.bin,0",
    "bart,pytorch_model.bin,0"
  })
  void everyTensorIsThatOfTheSafetensors(String fixture, String file, int extra) {
    Path folder = Fixture.path(fixture);
    int compared = 0;
    try (SafeTensors expected = SafeTensors.open(folder.resolve("model.safetensors"));
        TorchFile actual = TorchFile.open(folder.resolve("variants").resolve(file))) {
      for (TensorEntry entry : expected.entries().values()) {
        TensorEntry other = actual.entries().get(entry.name());
        assertEquals(entry.shape(), other.shape(), entry.name());
        int size = (int) entry.shape().size();
        float[] values = floats(expected, entry, 0, size);
        TensorAssert.assertClose(
            entry.name(), entry.shape(), values, floats(actual, other, 0, size), 0);
        int half = size / 2;
        TensorAssert.assertClose(
            entry.name() + " from the middle",
            new Shape(size - half),
            Arrays.copyOfRange(values, half, size),
            floats(actual, other, half, size - half),
            0);
        compared++;
      }
      long copies =
          actual.entries().keySet().stream()
              .filter(name -> name.contains("embed_tokens") || name.equals("lm_head.weight"))
              .filter(name -> !expected.entries().containsKey(name))
              .count();
      assertEquals(compared + copies + extra, actual.entries().size());
    }
    assertTrue(compared > 40, "tensors compared: " + compared);
  }

  private static float[] floats(WeightFile file, TensorEntry entry, long first, int count) {
    ByteBuffer target =
        ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
    file.read(entry, first, target);
    float[] values = new float[count];
    target.rewind().asFloatBuffer().get(values);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"pytorch_model.bin,0", "pytorch_model.odd.legacy.bin,4"})
  void aDirectoryWithoutSafetensorsLoads(String file, int unused) throws IOException {
    Path source = Fixture.path(Fixture.T5);
    Files.copy(source.resolve("config.json"), directory.resolve("config.json"));
    Files.copy(source.resolve("variants").resolve(file), directory.resolve("pytorch_model.bin"));
    try (LoadedNetwork loaded = ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT)) {
      assertEquals(unused, loaded.unused().size(), loaded.unused().toString());
    }
  }

  @Test
  void tiedTensorsAreHeldOnce() throws IOException {
    Path source = Fixture.path(Fixture.T5);
    Files.copy(source.resolve("config.json"), directory.resolve("config.json"));
    Files.copy(
        source.resolve("variants/pytorch_model.bin"), directory.resolve("pytorch_model.bin"));
    try (WeightFiles files = WeightFiles.open(directory)) {
      assertTrue(files.has("lm_head.weight") && files.isCopy("lm_head.weight"));
      assertTrue(files.holds("shared.weight") && !files.holds("lm_head.weight"));
    }
    assertEquals(
        CheckpointFacts.read(source).parameters(), CheckpointFacts.read(directory).parameters());
    assertEquals(List.of(), CheckpointFacts.read(directory).unused());
    new EditableCheckpoint(directory)
        .changeConfig(config -> config.put("tie_word_embeddings", false));
    assertEquals(
        CheckpointFacts.read(source).parameters() + 432 * 32,
        CheckpointFacts.read(directory).parameters(),
        "a configuration that says so has a head of its own");
  }

  @Test
  void aMatrixIsNoCopyOfItsTransposedView() throws IOException {
    StateDict dict =
        new StateDict()
            .storage("0", COUNT)
            .tensor("a", "0", 0, List.of(3L, 3L), List.of(3L, 1L))
            .tensor("b", "0", 0, List.of(3L, 3L), List.of(1L, 3L))
            .tensor("c", "0", 0, List.of(3L, 3L), List.of(3L, 1L));
    try (TorchFile file = TorchFile.open(write(dict))) {
      assertEquals(Set.of("c"), file.copies());
    }
  }

  @Test
  void safetensorsWinOverTorchFiles() throws IOException {
    EditableCheckpoint.copy(Fixture.MT5, directory);
    Files.writeString(directory.resolve("pytorch_model.bin"), "no such file");
    ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT).close();
  }

  private Path write(StateDict dict) throws IOException {
    return dict.writeZip(directory.resolve("pytorch_model.bin"));
  }

  private void assertRefused(String... parts) {
    Path file = directory.resolve("pytorch_model.bin");
    String message =
        assertThrows(ModelFormatException.class, () -> TorchFile.open(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void viewsAreCopiedInRowMajorOrder() throws IOException {
    StateDict dict =
        new StateDict()
            .storage("0", COUNT)
            .tensor("transposed", "0", 0, List.of(4L, 3L), List.of(1L, 4L))
            .tensor("columns", "0", 1, List.of(3L, 2L), List.of(4L, 2L))
            .tensor("cube", "0", 0, List.of(2L, 2L, 3L), List.of(1L, 6L, 2L))
            .tensor("one", "0", 7, List.of(), List.of());
    try (TorchFile file = TorchFile.open(write(dict))) {
      assertValues(file, "transposed", 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
      assertValues(file, "columns", 1, 3, 5, 7, 9, 11);
      assertValues(file, "cube", 0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
      assertValues(file, "one", 7);
    }
  }

  private static void assertValues(TorchFile file, String name, float... expected) {
    TensorEntry entry = file.entries().get(name);
    TensorAssert.assertClose(
        name, entry.shape(), expected, floats(file, entry, 0, expected.length), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9  | 2,3     | 3,1    | does not lie in storage '0', which has 12 elements",
        "0  | 2,3     | 12,1   | does not lie in storage '0'",
        "0  | 13      | 0      | does not lie in storage '0'",
        "-1 | 1       | 1      | a tensor begins at element -1",
        "0  | -2      | 1      | a shape has -2 at place 0; none may be negative",
        "0  | 2       | -1     | a tensor's strides has -1",
        "0  | 2,3     | 1      | a tensor has 2 sizes and 1 strides",
        "0  | 9000000000000000000,9 | 9000000000000000000,1 | is larger than any storage",
        "0  | 1,1,1,1,1,1,1,1,1 | 1,1,1,1,1,1,1,1,1 | a shape has 9 items; allowed are 8",
      })
  void viewsThatLeaveTheirStorageAreRefused(long offset, String shape, String strides, String part)
      throws IOException {
    write(
        new StateDict().storage("0", COUNT).tensor("x", "0", offset, longs(shape), longs(strides)));
    assertRefused(part);
  }

  private static List<Long> longs(String text) {
    return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }

  @Test
  void storagesMustHaveTheirSize() throws IOException {
    write(new StateDict().storage("0", COUNT).claiming("0", 13));
    assertRefused("needs the storage '0' of 52 bytes; it has one of 48");
    write(
        new StateDict()
            .storage("0", COUNT)
            .tensor("x", "0", 0, List.of(2L), List.of(1L))
            .claiming("0", 13));
    assertRefused("says that storage '0' is 12 × FLOAT and that it is 13 × FLOAT");
    write(new StateDict().tensor("x", "7", 0, List.of(0L), List.of(1L)));
    assertRefused("needs the storage '7' of 0 bytes; it has none of that name");
  }

  @Test
  void whatIsNoTensorIsNamed() throws IOException {
    Files.write(
        directory.resolve("pytorch_model.bin"),
        StateDict.zip(
            "archive/data.pkl", new byte[] {(byte) 0x80, 2, '}', 'U', 1, 'e', 'K', 3, 's', '.'}));
    assertRefused("holds 'e', which is no tensor; save model.state_dict() alone");
    Files.write(
        directory.resolve("pytorch_model.bin"),
        StateDict.zip("archive/data.pkl", new byte[] {(byte) 0x80, 2, 'K', 3, '.'}));
    assertRefused("holds no dict of tensors");
    Files.write(
        directory.resolve("pytorch_model.bin"),
        StateDict.zip("archive/data.pkl", new byte[] {(byte) 0x80, 2, '}', '.', '.'}));
    assertRefused("ends at byte 4 of 5; nothing may follow");
    Files.write(directory.resolve("pytorch_model.bin"), StateDict.zip("archive/else", new byte[3]));
    assertRefused("has 0 entries like archive/data.pkl");
  }

  @Test
  void bigEndianFilesAreRefused() throws IOException {
    Files.write(
        directory.resolve("pytorch_model.bin"),
        StateDict.zip(
            "x/data.pkl",
            new byte[] {(byte) 0x80, 2, '}', '.'},
            "x/byteorder",
            "big".getBytes(StandardCharsets.US_ASCII)));
    assertRefused("has the byte order 'big'; only little is read");
  }

  @Test
  void shardsOfTorchFilesLoadByTheirIndex() throws IOException {
    Files.copy(Fixture.path(Fixture.MT5).resolve("config.json"), directory.resolve("config.json"));
    StateDict first = new StateDict();
    StateDict second = new StateDict();
    ObjectNode index = EditableCheckpoint.MAPPER.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    try (SafeTensors tensors =
        SafeTensors.open(Fixture.path(Fixture.MT5).resolve("model.safetensors"))) {
      for (TensorEntry entry : tensors.entries().values()) {
        boolean decoder = entry.name().startsWith("decoder");
        (decoder ? second : first)
            .add(
                entry.name(), entry.shape(), floats(tensors, entry, 0, (int) entry.shape().size()));
        map.put(entry.name(), decoder ? "b-2.bin" : "b-1.bin");
      }
    }
    first.writeZip(directory.resolve("b-1.bin"));
    second.writeZip(directory.resolve("b-2.bin"));
    Path file = directory.resolve("pytorch_model.bin.index.json");
    EditableCheckpoint.MAPPER.writeValue(file.toFile(), index);
    try (LoadedNetwork loaded = ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT)) {
      assertEquals(List.of(), loaded.unused());
    }
    map.put("shared.weight", "model.safetensors");
    EditableCheckpoint.MAPPER.writeValue(file.toFile(), index);
    String message =
        assertThrows(
                ModelFormatException.class,
                () -> ModelLoader.loadNetwork(directory, "cpu", LoadOptions.DEFAULT))
            .getMessage();
    assertTrue(message.contains("only plain names ending in .bin"), message);
  }
}
