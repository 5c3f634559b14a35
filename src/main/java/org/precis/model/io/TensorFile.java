package org.precis.model.io;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.precis.nn.NamedTensors;
import org.precis.nn.TensorScope;

/** Copies a safetensors file into tensors that exist, such as an optimizer's state. */
public final class TensorFile {
  private static final long PIECE_FLOATS = 1 << 22;

  private TensorFile() {}

  /**
   * Overwrites tensors with those of the same names in a file, which must hold just these.
   *
   * @param targets fp32, on the CPU or a GPU; changed
   * @throws ModelFormatException if a name or shape is missing, one too many, or another; nothing
   *     is changed then
   */
  public static void readInto(Path path, NamedTensors targets) {
    try (SafeTensors file = SafeTensors.open(path)) {
      Set<String> differing = new TreeSet<>(targets.names());
      differing.removeAll(file.entries().keySet());
      Set<String> spare = new TreeSet<>(file.entries().keySet());
      spare.removeAll(targets.names());
      differing.addAll(spare);
      if (!differing.isEmpty()) {
        throw new ModelFormatException(
            "%s does not fit: %d tensors are on one side only, such as '%s'"
                .formatted(path, differing.size(), differing.iterator().next()));
      }
      for (String name : targets.names()) {
        if (!file.entries().get(name).shape().equals(targets.get(name).getShape())) {
          throw new ModelFormatException(
              "%s: '%s' has shape %s, %s is needed"
                  .formatted(
                      path, name, file.entries().get(name).shape(), targets.get(name).getShape()));
        }
      }
      targets.names().forEach(name -> read(file, name, targets.get(name)));
    }
  }

  private static void read(SafeTensors file, String name, NDArray target) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      TensorEntry entry = file.entries().get(name);
      NDArray flat = target.reshape(target.size());
      for (long from = 0; from < flat.size(); from += PIECE_FLOATS) {
        long to = Math.min(flat.size(), from + PIECE_FLOATS);
        NDArray piece = JniUtils.slice((PtNDArray) flat, 0, from, to, 1);
        if (target.getDevice().equals(Device.cpu())) {
          ByteBuffer memory = piece.toByteBuffer(true); // the tensor's own
          file.read(entry, from, memory.duplicate().order(memory.order()));
        } else {
          overwrite(piece, values(file, entry, from, piece));
        }
      }
    }
  }

  private static NDArray values(SafeTensors file, TensorEntry entry, long from, NDArray like) {
    NDManager manager = like.getManager();
    NDArray values = manager.create(like.getShape(), DataType.FLOAT32, Device.cpu());
    ByteBuffer memory = values.toByteBuffer(true);
    file.read(entry, from, memory.duplicate().order(memory.order()));
    return values.toDevice(like.getDevice(), false);
  }

  /** A copy into a view would give the view other memory. */
  private static void overwrite(NDArray view, NDArray values) {
    view.subi(view);
    view.addi(values);
  }
}
