package org.precis.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.nn.AttentionMask;
import org.precis.nn.BandAttention;

/**
 * Longformer's self-attention (Beltagy et al. 2020) with one global position, the first: all
 * positions see it beside their window, and it sees all, with projections of its own. B = sources,
 * S = length, H = heads.
 *
 * @param radii reach of each layer
 * @param layers projections of the windows
 * @param globals queries, keys and values of the first position's attention
 */
record WindowAttention(List<Integer> radii, List<MultiHead> layers, List<MultiHead> globals)
    implements EncoderAttention {

  @Override
  public Pass begin(NDArray mask) {
    // As every position sees the first one anyway, it is no part of the windows.
    NDArray others = withoutFirst(mask);
    NDArray nothing = mask.getManager().zeros(new Shape(1, 1, 1, 1), DataType.FLOAT32);
    Map<Integer, BandAttention> bands = new HashMap<>();
    radii.forEach(radius -> bands.computeIfAbsent(radius, r -> new BandAttention(others, r)));
    return (n, x) -> {
      MultiHead heads = layers.get(n);
      long batch = x.getShape().get(0);
      NDArray keys = heads.keys(x);
      NDArray values = heads.values(x);
      BandAttention.Shared first =
          new BandAttention.Shared(rows(keys, 2, 0, 1), rows(values, 2, 0, 1), nothing);
      NDArray queries = heads.queries(x, batch);
      NDArray local = bands.get(radii.get(n)).attend(queries, keys, values, first, heads.dropout());
      NDArray global = global(globals.get(n), x, mask); // (B, H, 1, K)
      long length = x.getShape().get(1);
      return heads.merge(global.concat(rows(local, 2, 1, length), 2), batch);
    };
  }

  private static NDArray withoutFirst(NDArray mask) {
    NDManager manager = mask.getManager();
    long length = mask.getShape().get(3);
    float[] hidden = new float[(int) length];
    hidden[0] = AttentionMask.MASKED;
    return mask.add(manager.create(hidden, new Shape(1, 1, 1, length)));
  }

  /** What the first position gathers from all, (B, H, 1, K). */
  private static NDArray global(MultiHead heads, NDArray x, NDArray mask) {
    NDArray query = heads.queries(rows(x, 1, 0, 1), x.getShape().get(0));
    return heads.attend(query, heads.keys(x), heads.values(x), mask);
  }

  private static NDArray rows(NDArray x, int axis, long from, long to) {
    return JniUtils.slice((PtNDArray) x, axis, from, to, 1);
  }
}
