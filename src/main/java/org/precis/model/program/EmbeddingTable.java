package org.precis.model.program;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.family.WeightSource;
import org.precis.nn.TensorScope;

/** Where embeddings come from. Thread-safe. */
@FunctionalInterface
public interface EmbeddingTable {
  /**
   * What to look up.
   *
   * @param rows row numbers, (N)
   * @param table (any number of rows, D)
   */
  record LookUp(NDArray rows, NDArray table) {}

  /**
   * A table that holds the tokens' rows, and their places in it.
   *
   * @param manager owner of what is made
   */
  LookUp of(long[] tokens, NDManager manager);

  /**
   * A network's table, in memory or in its file.
   *
   * @param manager owner of what is kept
   * @throws IllegalArgumentException if its device cannot do the precision
   */
  static EmbeddingTable of(
      String name, WeightSource source, ServingOptions options, NDManager manager) {
    if (options.tablesInFile()) {
      WeightSource.Table table = source.open(name);
      ((BaseNDManager) manager).attachInternal(UUID.randomUUID().toString(), table);
      return inFile(table);
    }
    boolean exact = options.precision().on(manager.getDevice()) == Precision.FP32;
    try (TensorScope scope = TensorScope.open()) {
      NDArray table = source.read(name, manager);
      // Looked up, not multiplied with; half precision is near enough where the products use it.
      NDArray kept = exact ? table : table.toType(DataType.FLOAT16, false);
      return loaded(scope.keep(kept.toDevice(manager.getDevice(), false), manager));
    }
  }

  /** A table in memory, (V, D). */
  private static EmbeddingTable loaded(NDArray table) {
    return (tokens, manager) -> new LookUp(manager.create(tokens), table);
  }

  /** A table in its file: the rows that are needed are read, each once. */
  private static EmbeddingTable inFile(WeightSource.Table table) {
    return (tokens, manager) -> {
      Map<Long, Integer> places = new HashMap<>();
      long[] rows = new long[tokens.length];
      for (int i = 0; i < tokens.length; i++) {
        rows[i] = places.computeIfAbsent(tokens[i], token -> places.size());
      }
      int rowBytes = table.width() * Float.BYTES;
      ByteBuffer memory =
          ByteBuffer.allocateDirect(places.size() * rowBytes).order(ByteOrder.nativeOrder());
      places.forEach(
          (token, place) ->
              table.read(
                  token, memory.slice(place * rowBytes, rowBytes).order(ByteOrder.nativeOrder())));
      NDArray read =
          manager.create(memory.asFloatBuffer(), new Shape(places.size(), table.width()));
      return new LookUp(manager.create(rows), read);
    };
  }
}
