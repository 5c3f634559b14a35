package org.precis.model.serving;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.precis.model.transformer.NormConfig;
import org.precis.model.transformer.PositionConfig;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.StackConfig;
import org.precis.model.transformer.TransformerConfig;
import org.precis.nn.Activation;

/** Values of the placeholders in the program. */
final class ScriptConstants {
  private ScriptConstants() {}

  /** The values for a configuration. */
  static Map<String, String> of(TransformerConfig config) {
    Map<String, String> values = new HashMap<>();
    values.put("WIDTH", String.valueOf(config.width()));
    sizes(values, config.stack(Stack.ENCODER), "ENCODER_", 2, "ENCODER_LAST_NORM");
    sizes(values, config.stack(Stack.DECODER), "", 3, "DECODER_LAST_NORM");
    values.put("DECODER_LAYERS", values.get("LAYERS"));
    NormConfig norm = config.norm();
    values.put("LAYER_NORM", flag(norm.kind() == NormConfig.Kind.LAYER));
    values.put("EPSILON", number(norm.epsilon()));
    values.put("PRE_NORM", flag(norm.first()));
    values.put("POST_NORM", flag(!norm.first()));
    values.put("LAST_NORM", flag(norm.last()));
    values.put("EMBEDDING_NORM", flag(norm.embeddings()));
    values.put("EMBEDDING_SCALED", flag(config.embedding().scaled()));
    values.put("EMBEDDING_SCALE", number((float) Math.sqrt(config.width())));
    boolean relative = config.positions() instanceof PositionConfig.Relative;
    values.put("RELATIVE", flag(relative));
    values.put("POSITION_VECTORS", flag(!relative));
    values.put("GATED", flag(config.feedForward().gated()));
    values.put("ACTIVATE_G", activate(config.feedForward().activation(), "g"));
    values.put("ACTIVATE_H", activate(config.feedForward().activation(), "h"));
    return values;
  }

  /** Norms come layer by layer, {@code norms} each, then the last one. */
  private static void sizes(
      Map<String, String> values, StackConfig stack, String prefix, int norms, String lastNorm) {
    values.put(prefix + "LAYERS", String.valueOf(stack.layers()));
    values.put(prefix + "HEADS", String.valueOf(stack.heads()));
    values.put(prefix + "HEAD_WIDTH", String.valueOf(stack.headWidth()));
    values.put(prefix + "INNER", String.valueOf(stack.innerWidth()));
    values.put(lastNorm, String.valueOf(norms * stack.layers()));
  }

  private static String activate(Activation.Kind kind, String x) {
    String call =
        switch (kind) {
          case RELU -> "torch.relu_(%s)";
          case GELU -> "torch.gelu(%s)";
          case GELU_NEW -> "torch.gelu(%s, approximate=\"tanh\")";
          case SILU -> "torch.silu(%s)";
        };
    return call.formatted(x);
  }

  private static String flag(boolean value) {
    return value ? "True" : "False";
  }

  /** A float literal: the digits of the fp32 number as a double, so that nothing is rounded. */
  private static String number(float value) {
    return String.format(Locale.ROOT, "%.17e", (double) value);
  }
}
