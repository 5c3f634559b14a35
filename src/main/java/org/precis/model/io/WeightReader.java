package org.precis.model.io;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.precis.model.family.TensorPlan;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;

/** Checks a plan against weight files and reads its tensors, as fp32, straight into the engine. */
final class WeightReader {
  /** A Java buffer holds 2³¹ − 1 bytes; larger tensors are read in pieces. */
  private static final long PIECE_BYTES = 1L << 30;

  private final TensorPlan plan;
  private final WeightFiles files;
  private final Map<String, String> nameInFile = new LinkedHashMap<>();

  /**
   * Finds every tensor of the plan.
   *
   * @throws ModelFormatException if one is missing, or of another shape, or no floating type
   */
  WeightReader(TensorPlan plan, WeightFiles files) {
    this.plan = plan;
    this.files = files;
    plan.shapes().forEach((name, shape) -> nameInFile.put(name, find(name, shape)));
  }

  private String find(String name, Shape shape) {
    List<String> names = new ArrayList<>(List.of(name));
    names.addAll(plan.aliases().getOrDefault(name, List.of()));
    String found =
        names.stream()
            .filter(files::has)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        "%s lacks '%s', of shape %s (%d tensors found, %d needed); is config.json right?"
                            .formatted(
                                files.describe(),
                                name,
                                shape,
                                files.size(),
                                plan.shapes().size())));
    TensorEntry entry = files.entry(found);
    if (!entry.shape().equals(shape)) {
      throw new ModelFormatException(
          "%s: '%s' has shape %s, by config.json it must be %s"
              .formatted(files.fileOf(found), found, entry.shape(), shape));
    }
    if (!entry.type().isFloating()) {
      throw new ModelFormatException(
          "%s: '%s' holds %s; weights may be F32, F16, BF16 or F64"
              .formatted(files.fileOf(found), found, entry.type()));
    }
    return found;
  }

  /** Number of weights. */
  long parameters() {
    return plan.shapes().values().stream().mapToLong(Shape::size).sum();
  }

  /** Names in the files that the plan has no use for, sorted. */
  List<String> unused() {
    Set<String> unused = new TreeSet<>();
    files.names().forEach(unused::add);
    unused.removeAll(nameInFile.values());
    unused.removeIf(files::isCopy);
    plan.aliases().values().forEach(unused::removeAll);
    unused.removeAll(plan.spare());
    return List.copyOf(unused);
  }

  /**
   * Reads all tensors.
   *
   * @param manager owner of the tensors; its device is where they go
   * @throws ModelFormatException if reading fails, or {@code checkFinite} and a weight is no finite
   *     number
   */
  NamedTensors read(NDManager manager, boolean checkFinite, Workers workers) {
    List<Callable<Map.Entry<String, NDArray>>> tasks = new ArrayList<>();
    plan.shapes()
        .forEach(
            (name, shape) ->
                tasks.add(
                    () ->
                        Map.entry(name, read(nameInFile.get(name), shape, manager, checkFinite))));
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    workers.all(tasks).forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
    return new NamedTensors(tensors);
  }

  private NDArray read(String name, Shape shape, NDManager manager, boolean checkFinite) {
    return read(name, shape, 0, shape.get(0), manager, checkFinite);
  }

  /** Rows {@code from} to {@code to} − 1 along the first axis. */
  private NDArray read(
      String name, Shape whole, long from, long to, NDManager manager, boolean checkFinite) {
    try (TensorScope scope = TensorScope.open()) {
      Shape shape = new Shape(to - from).addAll(whole.slice(1));
      NDArray tensor = manager.create(shape, DataType.FLOAT32, Device.cpu());
      long rowSize = whole.size() / whole.get(0);
      long step = Math.max(1, PIECE_BYTES / (rowSize * Float.BYTES));
      for (long row = from; row < to; row += step) {
        long end = Math.min(to, row + step);
        NDArray piece = JniUtils.slice((PtNDArray) tensor, 0, row - from, end - from, 1);
        ByteBuffer memory = piece.toByteBuffer(true);
        files.read(name, row * rowSize, memory.duplicate().order(memory.order()));
        if (checkFinite && !Float.isFinite(piece.sum().getFloat())) {
          // A sum may overflow though every weight is finite, so look at each.
          requireFinite(name, row * rowSize, memory.asFloatBuffer());
        }
      }
      return scope.keep(tensor.toDevice(manager.getDevice(), false), manager);
    }
  }

  /**
   * Reads rows of a tensor of the plan.
   *
   * @param manager owner of the tensor; its device is where it goes
   * @throws ModelFormatException as {@link #read(NDManager, boolean, Workers)}
   */
  NDArray rows(String name, long from, long to, NDManager manager, boolean checkFinite) {
    return read(nameInFile.get(name), shape(name), from, to, manager, checkFinite);
  }

  /** Shape of a tensor of the plan. */
  Shape shape(String name) {
    return plan.shapes().get(name);
  }

  /** Name in the files of a tensor of the plan. */
  String nameInFile(String name) {
    return nameInFile.get(name);
  }

  private void requireFinite(String name, long first, FloatBuffer weights) {
    for (int i = 0; i < weights.limit(); i++) {
      if (!Float.isFinite(weights.get(i))) {
        throw new ModelFormatException(
            "%s: '%s' holds %s at index %d; weights must be finite numbers (the check can be switched off)"
                .formatted(files.fileOf(name), name, weights.get(i), first + i));
      }
    }
  }
}
