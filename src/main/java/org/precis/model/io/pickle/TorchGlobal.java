package org.precis.model.io.pickle;

import java.util.Arrays;

/**
 * The only names that a pickle may mention: those that {@code torch.save} writes for a state dict
 * (torch/serialization.py, torch/_utils.py). Each stands for a plain value of this package.
 */
public enum TorchGlobal {
  ORDERED_DICT("collections", "OrderedDict", 0),
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2", 0),
  REBUILD_PARAMETER("torch._utils", "_rebuild_parameter", 0),
  DOUBLE("torch", "DoubleStorage", 8),
  FLOAT("torch", "FloatStorage", 4),
  HALF("torch", "HalfStorage", 2),
  BFLOAT16("torch", "BFloat16Storage", 2),
  LONG("torch", "LongStorage", 8),
  INT("torch", "IntStorage", 4),
  SHORT("torch", "ShortStorage", 2),
  CHAR("torch", "CharStorage", 1),
  BYTE("torch", "ByteStorage", 1),
  BOOL("torch", "BoolStorage", 1);

  private final String module;
  private final String name;
  private final int elementBytes;

  TorchGlobal(String module, String name, int elementBytes) {
    this.module = module;
    this.name = name;
    this.elementBytes = elementBytes;
  }

  /**
   * The value of a name.
   *
   * @throws PickleFormatException if the name is none of these
   */
  static TorchGlobal of(String module, String name) {
    return Arrays.stream(values())
        .filter(global -> global.module.equals(module) && global.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PickleFormatException(
                    "names '%s.%s', which is no part of a state dict; nothing of it was run"
                        .formatted(printable(module), printable(name))));
  }

  /** True for the types of storages. */
  public boolean isStorage() {
    return elementBytes > 0;
  }

  /** Bytes of an element of a storage. */
  public int elementBytes() {
    return elementBytes;
  }

  static String printable(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
