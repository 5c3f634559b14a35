package org.precis.model.t5;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and shapes of T5's weights in a checkpoint. Shapes are (out, in); there are no biases. */
public final class T5Names {
  /** The embedding table of encoder and decoder. */
  public static final String SHARED = "shared.weight";

  /** The output projection, where it is not the embedding table. */
  public static final String HEAD = "lm_head.weight";

  private T5Names() {}

  /** Prefix of a block's names. */
  static String block(String stack, int layer) {
    return stack + ".block." + layer + ".";
  }

  /** Name of the table of a stack's relative position bias; block 0 holds it for all blocks. */
  static String positionBias(String stack) {
    return stack + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";
  }

  /** Every weight of a configuration, {@link #HEAD} among them if the head is not tied. */
  public static Map<String, Shape> shapes(T5Config config) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Shape table = new Shape(config.vocabularySize(), config.width());
    shapes.put(SHARED, table);
    for (String stack : new String[] {"encoder", "decoder"}) {
      boolean decoder = stack.equals("decoder");
      int layers = decoder ? config.decoderLayers() : config.encoderLayers();
      shapes.put(positionBias(stack), new Shape(config.buckets(), config.heads()));
      for (int n = 0; n < layers; n++) {
        String block = block(stack, n);
        attention(shapes, block + "layer.0.", "SelfAttention.", config);
        if (decoder) {
          attention(shapes, block + "layer.1.", "EncDecAttention.", config);
        }
        feedForward(shapes, block + "layer." + (decoder ? 2 : 1) + ".", config);
      }
      shapes.put(stack + ".final_layer_norm.weight", new Shape(config.width()));
    }
    if (!config.tiedHead()) {
      shapes.put(HEAD, table);
    }
    return shapes;
  }

  private static void attention(
      Map<String, Shape> shapes, String layer, String name, T5Config config) {
    for (String part : new String[] {"q", "k", "v"}) {
      shapes.put(layer + name + part + ".weight", new Shape(config.innerWidth(), config.width()));
    }
    shapes.put(layer + name + "o.weight", new Shape(config.width(), config.innerWidth()));
    shapes.put(layer + "layer_norm.weight", new Shape(config.width()));
  }

  private static void feedForward(Map<String, Shape> shapes, String layer, T5Config config) {
    String prefix = layer + "DenseReluDense.";
    Shape in = new Shape(config.feedForwardWidth(), config.width());
    if (config.gated()) {
      shapes.put(prefix + "wi_0.weight", in);
      shapes.put(prefix + "wi_1.weight", in);
    } else {
      shapes.put(prefix + "wi.weight", in);
    }
    shapes.put(prefix + "wo.weight", new Shape(config.width(), config.feedForwardWidth()));
    shapes.put(layer + "layer_norm.weight", new Shape(config.width()));
  }
}
