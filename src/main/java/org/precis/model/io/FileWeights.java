package org.precis.model.io;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.precis.model.family.WeightSource;
import org.precis.nn.TensorScope;

/**
 * Weights of a model directory, read on demand.
 *
 * @param directory of the files
 * @param reader of the same files, open as long as this object is used
 * @param checkFinite refuse weights that are not finite numbers
 */
record FileWeights(Path directory, WeightReader reader, boolean checkFinite)
    implements WeightSource {
  @Override
  public NDArray read(String name, NDManager manager) {
    return reader.rows(name, 0, reader.shape(name).get(0), manager, checkFinite);
  }

  @Override
  public NDArray read(String name, long from, long to, NDManager manager) {
    return reader.rows(name, from, to, manager, checkFinite);
  }

  @Override
  public NDArray rows(String name, int[] rows, NDManager manager) {
    try (Table table = open(name);
        TensorScope scope = TensorScope.open()) {
      Shape shape = new Shape(rows.length, table.width());
      NDArray tensor = manager.create(shape, DataType.FLOAT32, Device.cpu());
      ByteBuffer memory = tensor.toByteBuffer(true);
      int rowBytes = table.width() * Float.BYTES;
      for (int i = 0; i < rows.length; i++) {
        table.read(rows[i], memory.slice(i * rowBytes, rowBytes).order(memory.order()));
      }
      return scope.keep(tensor.toDevice(manager.getDevice(), false), manager);
    }
  }

  @Override
  public Table open(String name) {
    return new FileTable(
        WeightFiles.open(directory), reader.nameInFile(name), (int) reader.shape(name).get(1));
  }

  /** Rows of a tensor in files of its own. */
  private record FileTable(WeightFiles files, String name, int width) implements Table {
    @Override
    public void read(long row, ByteBuffer target) {
      files.read(name, row * width, target);
    }

    @Override
    public void close() {
      files.close();
    }
  }
}
