package org.precis.model.family;

import java.util.List;
import java.util.Optional;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.model.t5.Fixture;

/** The checkpoints under {@code parity/} with which every family is tested. */
public final class Checkpoints {
  /** Their directories. */
  public static final List<String> ALL =
      List.of(
          Fixture.T5,
          Fixture.MT5,
          "umt5-bytefallback",
          "bart",
          "mbart50",
          "pegasus",
          "marian",
          "m2m100",
          "led",
          "longt5-local",
          "longt5-tglobal",
          "bigbird-pegasus");

  private Checkpoints() {}

  /** Loads one; the caller closes it. */
  public static LoadedNetwork load(String name) {
    return ModelLoader.loadNetwork(Fixture.path(name), "cpu", new LoadOptions(true, 1));
  }

  /** Loads one to serve in fp32; the caller closes it. */
  public static LoadedNetwork serve(String name) {
    return serve(name, new ServingOptions(Precision.FP32, false, Optional.empty()));
  }

  /** Loads one to serve; the caller closes it. */
  public static LoadedNetwork serve(String name, ServingOptions how) {
    return ModelLoader.loadNetwork(
        Fixture.path(name), "cpu", new LoadOptions(true, 1, Optional.of(how)));
  }
}
