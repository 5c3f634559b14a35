package org.precis.model.io.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of protocol 2 as {@code torch.save} writes them (Python's pickletools, torch's
 * serialization.py). Values are {@link Long}, {@link BigInteger}, {@link Double}, {@link Boolean},
 * {@link String}, {@link List}, {@link Map}, tuples, {@link TorchGlobal}, {@link TorchStorage} and
 * {@link TorchTensor}. It never recurses, and its steps and memory are bounded. Several pickles may
 * follow one another in a stream. Not thread-safe.
 */
public final class Unpickler {
  private static final int PROTOCOL = 2;
  private static final int MAX_STEPS = 2_000_000;
  private static final int MAX_TENSORS = 100_000;

  private final PickleInput input;
  private final TorchObjects objects = new TorchObjects(MAX_TENSORS);
  private final Map<Integer, Object> memo = new HashMap<>();
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  /**
   * @param stream where the pickle begins; read byte by byte, so it should be buffered
   */
  public Unpickler(InputStream stream) {
    this.input = new PickleInput(stream);
  }

  /** Bytes taken so far, by all pickles. */
  public long position() {
    return input.position();
  }

  /** The storages that the pickles named, by their keys. */
  public Map<String, TorchStorage> storages() {
    return objects.storages();
  }

  /**
   * The next value of the stream.
   *
   * @throws PickleFormatException if it is no such pickle
   * @throws IOException if the stream fails or ends before it
   */
  public Object read() throws IOException {
    memo.clear();
    stack.clear();
    marks.clear();
    for (int step = 0; step < MAX_STEPS; step++) {
      int opcode = input.unsignedByte();
      if (opcode == '.') {
        return pop();
      }
      execute(opcode);
    }
    throw new PickleFormatException("has more than %d steps".formatted(MAX_STEPS));
  }

  private void execute(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> requireProtocol(input.unsignedByte());
      case 'N' -> push(None.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) input.integer());
      case 'K' -> push((long) input.unsignedByte());
      case 'M' -> push((long) input.unsignedShort());
      case 0x8a -> push(whole(input.bytes(input.unsignedByte())));
      case 'G' -> push(input.number());
      case 'X' -> push(input.unicode());
      case 'U' -> push(input.text(input.unsignedByte(), StandardCharsets.ISO_8859_1));
      case 'c' -> push(TorchGlobal.of(input.line(), input.line()));
      case 'q' -> memo.put(input.unsignedByte(), top());
      case 'r' -> memo.put(input.integer(), top());
      case 'h' -> push(recall(input.unsignedByte()));
      case 'j' -> push(recall(input.integer()));
      case '(' -> marks.add(stack.size());
      case ')' -> push(new PickleTuple(List.of()));
      case 't' -> push(new PickleTuple(popToMark()));
      case 0x85 -> push(new PickleTuple(popLast(1)));
      case 0x86 -> push(new PickleTuple(popLast(2)));
      case 0x87 -> push(new PickleTuple(popLast(3)));
      case ']' -> push(new ArrayList<>());
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case '}' -> push(new LinkedHashMap<>());
      case 's' -> put(popLast(2));
      case 'u' -> put(popToMark());
      case 'Q' -> push(objects.storage(popTuple("a persistent id")));
      case 'R', 0x81 -> call();
      case 'b' -> dropState();
      default ->
          throw new PickleFormatException(
              "has the opcode 0x%02x at byte %d, which no state dict needs"
                  .formatted(opcode, input.position() - 1));
    }
  }

  private static void requireProtocol(int protocol) {
    if (protocol != PROTOCOL) {
      throw new PickleFormatException(
          "is of protocol %d; torch.save writes %d unless told otherwise"
              .formatted(protocol, PROTOCOL));
    }
  }

  /** A little-endian two's complement number of any length. */
  private static Object whole(byte[] littleEndian) {
    byte[] bytes = new byte[littleEndian.length + 1];
    for (int i = 0; i < littleEndian.length; i++) {
      bytes[bytes.length - 1 - i] = littleEndian[i];
    }
    bytes[0] = (byte) (bytes.length > 1 && bytes[1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private Object top() {
    if (stack.size() <= floor()) {
      throw new PickleFormatException(
          "takes a value where there is none, before byte " + input.position());
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    top();
    return stack.remove(stack.size() - 1);
  }

  /** The last values, in the order of their pushes. */
  private List<Object> popLast(int count) {
    if (stack.size() - count < floor()) {
      throw new PickleFormatException(
          "takes %d values where there are fewer, before byte %d"
              .formatted(count, input.position()));
    }
    List<Object> tail = stack.subList(stack.size() - count, stack.size());
    List<Object> values = List.copyOf(tail);
    tail.clear();
    return values;
  }

  private List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw new PickleFormatException("closes what it did not open, at byte " + input.position());
    }
    List<Object> values = popLast(stack.size() - floor());
    marks.remove(marks.size() - 1);
    return values;
  }

  private PickleTuple popTuple(String what) {
    if (pop() instanceof PickleTuple tuple) {
      return tuple;
    }
    throw new PickleFormatException(
        "says that " + what + " is no tuple, before byte " + input.position());
  }

  private Object recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw new PickleFormatException(
          "recalls value %d, which it did not keep, at byte %d".formatted(index, input.position()));
    }
    return value;
  }

  @SuppressWarnings("unchecked") // Every list of the stack was made here.
  private void append(List<Object> values) {
    if (!(top() instanceof List<?> list)) {
      throw new PickleFormatException("appends to what is no list, at byte " + input.position());
    }
    ((List<Object>) list).addAll(values);
  }

  @SuppressWarnings("unchecked") // Every map of the stack was made here.
  private void put(List<Object> pairs) {
    if (!(top() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
      throw new PickleFormatException("has items without a dict, at byte " + input.position());
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key = pairs.get(i);
      if (!(key instanceof String || key instanceof Long)) {
        throw new PickleFormatException(
            "has a key that is no string or number, before byte " + input.position());
      }
      if (((Map<Object, Object>) map).put(key, pairs.get(i + 1)) != null && key instanceof String) {
        throw new PickleFormatException(
            "has '%s' twice".formatted(TorchGlobal.printable(key.toString())));
      }
    }
  }

  private void call() {
    PickleTuple arguments = popTuple("what a call gets");
    if (!(pop() instanceof TorchGlobal callee)) {
      throw new PickleFormatException(
          "calls what is no name of a state dict, before byte " + input.position());
    }
    push(objects.rebuild(callee, arguments));
  }

  /** The state of a dict is its {@code _metadata}, which says nothing about weights. */
  private void dropState() {
    pop();
    if (!(top() instanceof Map)) {
      throw new PickleFormatException(
          "sets the state of what is no dict, before byte " + input.position());
    }
  }
}
