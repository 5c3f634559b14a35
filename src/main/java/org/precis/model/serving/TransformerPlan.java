package org.precis.model.serving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.precis.model.encoder.TransformerTextEncoder;
import org.precis.model.family.EncoderPlan;
import org.precis.model.family.NetworkPlan;
import org.precis.model.family.ServingPlan;
import org.precis.model.transformer.EncoderReach;
import org.precis.model.transformer.Role;
import org.precis.model.transformer.Stack;
import org.precis.model.transformer.TransformerConfig;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.model.transformer.TransformerShapes;
import org.precis.model.transformer.WeightNames;

/** What a transformer needs from a checkpoint, to be trained or to serve. */
public final class TransformerPlan {
  private TransformerPlan() {}

  /**
   * The plan of a configuration. The source's embedding table may lie under the name of the
   * decoder's or the head's where these are the same.
   *
   * @param copies further names of the embedding table that both halves share
   * @param spare names that files may hold besides, known to be of no use
   */
  public static NetworkPlan of(
      TransformerConfig config, WeightNames names, List<String> copies, List<String> spare) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    aliases.put(names.weight(Stack.DECODER, 0, Role.TOKENS), copies);
    return new NetworkPlan(
        TransformerShapes.of(config, names),
        aliases,
        spare,
        (tensors, manager) -> new TransformerNetwork(config, names, tensors, manager),
        serving(config, names),
        Optional.of(
            new EncoderPlan(
                TransformerShapes.ofEncoder(config, names),
                aliases,
                spare,
                (tensors, manager) ->
                    new TransformerTextEncoder(config, names, tensors, manager))));
  }

  /** The program serves sources whose positions all see each other. */
  private static Optional<ServingPlan> serving(TransformerConfig config, WeightNames names) {
    return config.encoderReach() instanceof EncoderReach.Full
        ? Optional.of(
            (weights, options, manager) ->
                ScriptedTransformer.load(config, names, weights, options, manager))
        : Optional.empty();
  }
}
