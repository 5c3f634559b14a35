package org.precis.model.family;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/** Which tensors are needed from a checkpoint. */
public interface TensorPlan {
  /** Tensors that must be there, with their shapes, in the order of reading. */
  Map<String, Shape> shapes();

  /**
   * Other names under which a tensor may lie: files hold shared tensors once, under any of their
   * names.
   */
  Map<String, List<String>> aliases();

  /** Names that files may hold besides, known to be of no use. */
  List<String> spare();
}
