package org.precis.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.precis.model.family.WeightSource;

/** Where embeddings come from. Thread-safe. */
@FunctionalInterface
interface EmbeddingTable {
  /**
   * What to look up.
   *
   * @param rows row numbers, (N)
   * @param table (any number of rows, D)
   */
  record LookUp(NDArray rows, NDArray table) {
    IValue rowsValue() {
      return IValue.from((PtNDArray) rows);
    }

    IValue tableValue() {
      return IValue.from((PtNDArray) table);
    }
  }

  /**
   * A table that holds the tokens' rows, and their places in it.
   *
   * @param manager owner of what is made
   */
  LookUp of(long[] tokens, NDManager manager);

  /** A table in memory, (V, D). */
  static EmbeddingTable loaded(NDArray table) {
    return (tokens, manager) -> new LookUp(manager.create(tokens), table);
  }

  /** A table in its file: the rows that are needed are read, each once. */
  static EmbeddingTable inFile(WeightSource.Table table) {
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
