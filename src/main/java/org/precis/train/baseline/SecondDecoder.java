package org.precis.train.baseline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.precis.model.io.SafeTensorsWriter;
import org.precis.model.io.TensorFile;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.TransformerShapes;
import org.precis.model.transformer.WeightNames;
import org.precis.nn.NamedTensors;

/**
 * A second decoder and output head on a network's encoder, for another task. It begins as a copy of
 * the first. Embeddings are shared by all three, as in mT5; so is the head where it is tied to
 * them.
 */
public final class SecondDecoder {
  /** Before the names of the second decoder's weights. */
  private static final String PREFIX = "second.";

  private static final String FILE = "second-decoder.safetensors";

  private final NamedTensors own;
  private final NamedTensors all;
  private final TransformerNetwork network;

  /**
   * Copies a network's decoder.
   *
   * @param manager owner of the copies
   */
  public SecondDecoder(TransformerNetwork first, NDManager manager) {
    WeightNames names = (stack, layer, role) -> name(first.names(), stack, layer, role);
    Map<String, NDArray> copies = new HashMap<>();
    for (String name : TransformerShapes.of(first.config(), names).keySet()) {
      if (name.startsWith(PREFIX)) {
        NDArray copy = first.weights().get(name.substring(PREFIX.length())).duplicate();
        copy.attach(manager);
        copies.put(name, copy);
      }
    }
    own = new NamedTensors(copies);
    Map<String, NDArray> both = new HashMap<>(first.weights().tensors());
    both.putAll(copies);
    all = new NamedTensors(both);
    network = new TransformerNetwork(first.config(), names, all, manager);
  }

  private static String name(WeightNames names, Stack stack, int layer, Role role) {
    String name = names.module(stack, layer, role);
    boolean shared = role == Role.TOKENS || role == Role.POSITIONS;
    return stack == Stack.DECODER && !shared ? PREFIX + name : name;
  }

  /** The encoder with the second decoder. */
  public TransformerNetwork network() {
    return network;
  }

  /** The weights of the encoder and of both decoders. */
  public NamedTensors all() {
    return all;
  }

  /**
   * Writes the second decoder's own weights.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path folder) throws IOException {
    SafeTensorsWriter.write(
        folder.resolve(FILE),
        new TreeSet<>(own.names())
            .stream().map(name -> SafeTensorsWriter.Tensor.of(name, own.get(name))).toList());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws org.precis.model.io.ModelFormatException if it is not of this network
   */
  public void read(Path folder) {
    TensorFile.readInto(folder.resolve(FILE), own);
  }
}
