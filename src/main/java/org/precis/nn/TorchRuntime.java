package org.precis.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch in this JVM: devices by name, the number of threads. Thread-safe. */
public final class TorchRuntime {
  private static final Pattern DEVICE = Pattern.compile("cpu|gpu(?::(\\d{1,4}))?");

  private static final String AUTO = "auto";

  private TorchRuntime() {}

  /** The engine; the first call loads PyTorch's native libraries, which takes seconds. */
  public static Engine engine() {
    return Engine.getEngine("PyTorch");
  }

  /**
   * Sets how many threads one operation on the CPU may use, for the whole JVM.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("PyTorch needs at least 1 thread, not " + threads);
    }
    engine();
    JniUtils.setNumThreads(threads);
  }

  /** How many threads one operation on the CPU may use. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /**
   * The name of the device that a name stands for: of {@code auto} it is {@code gpu} where the
   * first GPU works and {@code cpu} elsewhere, of any other it is the name itself.
   */
  public static String resolve(String name) {
    if (!name.equals(AUTO)) {
      return name;
    }
    try {
      device("gpu");
      return "gpu";
    } catch (IllegalArgumentException absent) {
      return "cpu";
    }
  }

  /**
   * The device of a name.
   *
   * @param name {@code cpu}, {@code gpu} (the first one), {@code gpu:N} or {@code auto}
   * @throws IllegalArgumentException if the name is another one, or PyTorch does not see that GPU
   */
  public static Device device(String name) {
    if (name.equals(AUTO)) {
      return device(resolve(name));
    }
    Matcher matcher = DEVICE.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "device '" + name + "' is unknown; use auto, cpu, gpu or gpu:N (N = 0, 1, …)");
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    Device gpu = Device.gpu(index);
    int count = engine().getGpuCount();
    if (index >= count) {
      throw new IllegalArgumentException(
          "device '%s' is absent: PyTorch sees %d GPUs; use cpu, or install a CUDA build of PyTorch %s"
              .formatted(name, count, engine().getVersion()));
    }
    // A CPU build of PyTorch fails only here, on a machine that does have the GPU.
    try (NDManager manager = engine().newBaseManager(gpu);
        NDArray probe = manager.zeros(new Shape(1), DataType.FLOAT32)) {
      probe.getFloat();
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "device '%s' does not work with this build of PyTorch %s: %s"
              .formatted(name, engine().getVersion(), e.getMessage()),
          e);
    }
    return gpu;
  }
}
