package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes state dicts of fp32 as torch.save does, sound ones and others. */
final class StateDict {
  private final Map<String, float[]> storages = new LinkedHashMap<>();
  private final Map<String, Long> claims = new LinkedHashMap<>();
  private final ByteArrayOutputStream items = new ByteArrayOutputStream();

  StateDict storage(String key, float... values) {
    storages.put(key, values);
    return this;
  }

  /** Says that a storage has another number of elements than it has; for tensors added later. */
  StateDict claiming(String key, long elements) {
    claims.put(key, elements);
    return tensor("claimed", key, 0, List.of(1L), List.of(1L));
  }

  /** Adds a tensor with a storage of its own. */
  StateDict add(String name, Shape shape, float[] values) {
    String key = Integer.toString(storages.size());
    storage(key, values);
    List<Long> sizes = Arrays.stream(shape.getShape()).boxed().toList();
    Long[] strides = new Long[sizes.size()];
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= sizes.get(i);
    }
    return tensor(name, key, 0, sizes, List.of(strides));
  }

  StateDict tensor(String name, String key, long offset, List<Long> shape, List<Long> strides) {
    long elements =
        claims.getOrDefault(key, storages.containsKey(key) ? (long) storages.get(key).length : 0);
    text(name);
    ascii("ctorch._utils\n_rebuild_tensor_v2\n((");
    text("storage");
    ascii("ctorch\nFloatStorage\n");
    text(key);
    text("cpu");
    whole(elements);
    ascii("tQ");
    whole(offset);
    tuple(shape);
    tuple(strides);
    items.write(0x89);
    ascii("ccollections\nOrderedDict\n)RtRs");
    return this;
  }

  private void tuple(List<Long> values) {
    ascii("(");
    values.forEach(this::whole);
    ascii("t");
  }

  private void ascii(String text) {
    items.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    items.write('X');
    items.writeBytes(little(4).putInt(bytes.length).array());
    items.writeBytes(bytes);
  }

  private void whole(long value) {
    items.write(0x8a);
    items.write(8);
    items.writeBytes(little(8).putLong(value).array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] pickle() {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 2, '}'});
    pickle.writeBytes(items.toByteArray());
    pickle.write('.');
    return pickle.toByteArray();
  }

  Path writeZip(Path file) throws IOException {
    Object[] parts = new Object[2 + 2 * storages.size()];
    parts[0] = "archive/data.pkl";
    parts[1] = pickle();
    int at = 2;
    for (Map.Entry<String, float[]> storage : storages.entrySet()) {
      parts[at++] = "archive/data/" + storage.getKey();
      parts[at++] = bytes(storage.getValue());
    }
    return Files.write(file, zip(parts));
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** A zip of stored entries, given as names and bytes in turn. */
  static byte[] zip(Object... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < parts.length; i += 2) {
        byte[] content = (byte[]) parts[i + 1];
        ZipEntry entry = new ZipEntry((String) parts[i]);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
