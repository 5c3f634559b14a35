package org.precis.train.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.precis.nn.TensorScope;
import org.precis.nn.script.ScriptModule;

/** The updates of {@code optimizers.torchscript}, which record no gradients. */
final class TensorProgram {
  private final PtNDManager manager;
  private final ScriptModule module;

  /**
   * Compiles the updates.
   *
   * @param manager owner of the program
   */
  TensorProgram(NDManager manager) {
    this.manager = (PtNDManager) manager;
    String text = ScriptModule.text(TensorProgram.class, "optimizers.torchscript", name -> name);
    module = ScriptModule.compile(text, manager);
  }

  IValue list(List<NDArray> tensors) {
    return IValue.listFrom(tensors.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  /** Runs an update and frees its arguments. */
  void run(String method, IValue... arguments) {
    try (TensorScope scope = TensorScope.open()) {
      scope.suppressNotUsedWarning();
      module.callRepeatably(method, arguments).close();
    } finally {
      free(arguments);
    }
  }

  /** Runs a method that returns a tensor of one number, and frees its arguments. */
  float number(String method, IValue... arguments) {
    try (TensorScope scope = TensorScope.open();
        IValue result = module.callRepeatably(method, arguments)) {
      scope.suppressNotUsedWarning();
      return result.toTensor(manager).getFloat();
    } finally {
      free(arguments);
    }
  }

  private static void free(IValue... arguments) {
    for (IValue argument : arguments) {
      argument.close();
    }
  }
}
