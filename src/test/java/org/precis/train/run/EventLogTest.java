package org.precis.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.train.StepReport;
import org.precis.train.ValidationReport;
import org.precis.train.checkpoint.TrainerState;
import org.precis.train.objective.LossParts;

class EventLogTest {
  private static final int TIME_BYTES = 9;

  @TempDir Path folder;

  /** The records' data, without the field of the time, after a look at length and frame. */
  private List<byte[]> records() throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()))
              .order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        byte[] data = new byte[(int) bytes.getLong() - TIME_BYTES];
        bytes.getInt();
        assertEquals(0x09, bytes.get(), "a double first, the time");
        double age = System.currentTimeMillis() / 1e3 - bytes.getDouble();
        assertTrue(age >= 0 && age < 600, "seconds of the epoch, age " + age);
        bytes.get(data);
        bytes.getInt();
        records.add(data);
      }
    }
    return records;
  }

  @Test
  void figuresAreEventsByTag() throws IOException {
    try (EventLog log = new EventLog(folder)) {
      log.started(TrainerState.start(Optional.empty(), Map.of()));
      LossParts losses = new LossParts(1.5, Map.of());
      log.stepped(new StepReport(300, 0, losses, .25, 2, 60, 40, .5));
      log.validated(new ValidationReport(300, losses, Map.of("rouge1", 12.5), 12.5, 1));
    }
    List<byte[]> records = records();
    assertEquals(4, records.size());
    assertEquals("brain.Event:2", new String(records.get(0), 2, 13, StandardCharsets.UTF_8));
    assertArrayEquals(HexFormat.of().parseHex("10013a020801"), records.get(1), "start at step 1");
    assertEquals(
        Map.of(
            "train/loss", 1.5f,
            "train/rate", .25f,
            "train/gradient_norm", 2f,
            "train/tokens_per_second", 200f),
        values(records.get(2)));
    assertEquals(
        Map.of("validation/loss", 1.5f, "validation/rouge1", 12.5f), values(records.get(3)));
  }

  /** Step 300 in two bytes, then a summary of values. */
  private static Map<String, Float> values(byte[] event) {
    ByteBuffer bytes = ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN);
    byte[] step = new byte[3];
    bytes.get(step);
    assertArrayEquals(HexFormat.of().parseHex("10ac02"), step);
    assertEquals(0x2a, bytes.get(), "a summary");
    int length = bytes.get();
    if (length < 0) { // a second byte follows
      length = (length & 0x7f) + 128 * bytes.get();
    }
    assertEquals(bytes.remaining(), length);
    Map<String, Float> values = new TreeMap<>();
    while (bytes.hasRemaining()) {
      assertEquals(0x0a, bytes.get(), "a value");
      int end = bytes.get() + bytes.position();
      assertEquals(0x0a, bytes.get(), "its tag");
      byte[] tag = new byte[bytes.get()];
      bytes.get(tag);
      assertEquals(0x15, bytes.get(), "its number");
      values.put(new String(tag, StandardCharsets.UTF_8), bytes.getFloat());
      assertEquals(end, bytes.position());
    }
    return values;
  }

  /** The first twelve bytes of every file that TensorFlow writes: 24, and its checksum. */
  @Test
  void lengthsHaveTensorFlowsChecksum() throws IOException {
    try (EventLog log = new EventLog(folder)) {
      log.started(TrainerState.start(Optional.empty(), Map.of()));
    }
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      byte[] bytes = Files.readAllBytes(files.findFirst().orElseThrow());
      assertEquals("1800000000000000a37f4b22", HexFormat.of().formatHex(Arrays.copyOf(bytes, 12)));
    }
  }
}
