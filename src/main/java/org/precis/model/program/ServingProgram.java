package org.precis.model.program;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.precis.model.family.Precision;
import org.precis.nn.script.ScriptModule;

/**
 * Programs that serve networks: what all of them have, which is in the resources beside this class,
 * and a network's own methods. Products are of two kinds, for steps of decoding ({@code linear})
 * and for all rows of a source ({@code source_linear}).
 */
public final class ServingProgram {
  /** What the names of methods for steps of decoding begin with. */
  static final String STEP = "";

  /** What the names of methods for sources begin with. */
  static final String SOURCE = "source_";

  private static final String COMMON = "serving.torchscript";
  private static final String PRODUCTS = "linear.torchscript";

  /** Columns of a block in the search for the largest scores: a few vector registers wide. */
  private static final int BLOCK = 64;

  private ServingProgram() {}

  /**
   * Compiles the common methods with those of a network, which may name {@code ${WEIGHT}} and
   * {@code ${SOURCE_WEIGHT}}, the types of a packed weight, and {@code ${ATTENTION_TYPE}}, in which
   * attention reads the source.
   *
   * @param network the class beside which its resources lie
   * @param resources their file names
   * @param precision of the products, any but {@link Precision#AUTO}
   * @param constants values of the other placeholders in them
   * @param manager owner of the program; its device is where it runs
   */
  public static ScriptModule compile(
      Class<?> network,
      List<String> resources,
      Precision precision,
      Map<String, String> constants,
      NDManager manager) {
    Device device = manager.getDevice();
    LinearKind steps = LinearKind.ofSteps(precision, device);
    LinearKind sources = LinearKind.ofSources(precision, device);
    Map<String, String> values = new HashMap<>(constants);
    values.put("WEIGHT", steps.weightType());
    values.put("SOURCE_WEIGHT", sources.weightType());
    values.put("ATTENTION_TYPE", String.valueOf(LinearKind.attentionType(precision, device)));
    StringBuilder methods = new StringBuilder();
    methods.append(products(STEP, steps)).append('\n').append(products(SOURCE, sources));
    methods
        .append('\n')
        .append(text(ServingProgram.class, COMMON, Map.of("BLOCK", String.valueOf(BLOCK))));
    resources.forEach(name -> methods.append('\n').append(text(network, name, values)));
    return ScriptModule.compile(methods.toString(), manager);
  }

  /** The methods {@code packed}, {@code pack} and {@code linear} of a kind, with a prefix. */
  static String products(String prefix, LinearKind kind) {
    return text(
        ServingProgram.class,
        PRODUCTS,
        Map.of(
            "PREFIX", prefix,
            "WEIGHT", kind.weightType(),
            "PACK", kind.pack(),
            "LINEAR", kind.multiply()));
  }

  private static String text(Class<?> beside, String resource, Map<String, String> values) {
    return ScriptModule.text(beside, resource, values::get);
  }
}
