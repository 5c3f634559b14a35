package org.precis.nn.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.precis.nn.TorchRuntime;

class ScriptModuleTest {
  private static final String SUM =
      """
        def sum(self, xs: List[Tensor], times: int) -> Tensor:
          out = torch.zeros_like(xs[0])
          for i in range(times):
            for x in xs:
              out = torch.add(out, x)
          return out
      """;

  private final NDManager manager = TorchRuntime.engine().newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void aTextBecomesAProgram() {
    assertArrayEquals(new float[] {8, 14}, sum(ScriptModule.compile(SUM, manager)));
  }

  private float[] sum(ScriptModule program) {
    try (NDManager own = manager.newSubManager()) {
      NDArray a = own.create(new float[] {1, 2}, new Shape(2));
      NDArray b = own.create(new float[] {3, 5}, new Shape(2));
      try (IValue list = IValue.listFrom((PtNDArray) a, (PtNDArray) b);
          IValue times = IValue.from(2L);
          IValue result = program.call("sum", list, times)) {
        return result.toTensor((PtNDManager) own).toFloatArray();
      }
    }
  }

  @Test
  void threadsShareAProgram() {
    ScriptModule program = ScriptModule.compile(SUM, manager);
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> assertArrayEquals(new float[] {8, 14}, sum(program)));
  }

  @Test
  void aTextThatIsWrongIsRefusedWithItsPlace() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ScriptModule.compile(
                        "  def f(self, x: Tensor) -> Tensor:\n    return torch.no_such(x)\n",
                        manager))
            .getMessage();
    assertTrue(message.contains("no_such"), message);
  }

  @Test
  void anOperationThatFailsIsReported() {
    ScriptModule program =
        ScriptModule.compile(
            "  def f(self, x: Tensor) -> Tensor:\n    return torch.view(x, [3])\n", manager);
    NDArray two = manager.create(new float[] {1, 2});
    try (IValue argument = IValue.from((PtNDArray) two)) {
      assertThrows(EngineException.class, () -> program.call("f", argument));
    }
  }

  @Test
  void aResourceMustExist() {
    assertEquals(
        "no resource nothing.torchscript beside " + ScriptModuleTest.class.getName(),
        assertThrows(
                IllegalStateException.class,
                () ->
                    ScriptModule.text(ScriptModuleTest.class, "nothing.torchscript", name -> name))
            .getMessage());
  }
}
