package org.precis.nn.script;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function of tensors through which gradients flow, of operations that DJL does not offer or that
 * are one call instead of several. Thread-safe.
 */
public final class ScriptFunction {
  private static final Map<String, ScriptFunction> KNOWN = new ConcurrentHashMap<>();

  private final ScriptModule module;

  private ScriptFunction(ScriptModule module) {
    this.module = module;
  }

  /**
   * The function of a text, compiled once in a JVM.
   *
   * @param forward TorchScript of a method {@code forward(self, …) -> Tensor}
   * @throws IllegalArgumentException if PyTorch refuses the text; the message says where
   */
  public static ScriptFunction of(String forward) {
    return KNOWN.computeIfAbsent(
        forward,
        text ->
            new ScriptFunction(
                ScriptModule.compile(
                    text.indent(2), Engine.getEngine("PyTorch").newBaseManager(Device.cpu()))));
  }

  /**
   * Its value.
   *
   * @return a tensor of the first argument's manager
   */
  public NDArray apply(NDArray... arguments) {
    return module.differentiable(arguments);
  }
}
