package org.precis.model.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.precis.model.family.ConfigFields;
import org.precis.model.family.NetworkFamily;
import org.precis.model.family.NetworkPlan;
import org.precis.nn.Dropout;

/**
 * A model directory's {@code config.json} and {@code generation_config.json}, and the family that
 * understands them.
 *
 * @param file path of {@code config.json}, for messages
 * @param fields its content, with the special tokens of the other file where it names them: they
 *     win in Hugging Face's {@code generate}
 * @param family the family of its {@code model_type}
 * @param generation settings of generation; keys and values as in {@link LoadedModel}
 */
record ConfigFile(
    Path file, ConfigFields fields, NetworkFamily family, Map<String, String> generation) {
  static final String NAME = "config.json";
  static final long MAX_BYTES = 10_000_000;
  private static final List<String> SPECIAL_TOKENS =
      List.of("bos_token_id", "decoder_start_token_id", "eos_token_id", "pad_token_id");

  /**
   * Reads both files of a model directory.
   *
   * @throws ModelFormatException if there is no {@code config.json}, one of them is not a JSON
   *     object, or the family is unknown
   */
  static ConfigFile read(Path directory) {
    Path file = directory.resolve(NAME);
    ObjectNode config = StrictJson.object(file, MAX_BYTES);
    return naming(
        file,
        () -> {
          NetworkFamily family = Families.of(new ConfigFields(config).text("model_type"));
          Map<String, String> settings = new TreeMap<>();
          GenerationDefaults.read(directory)
              .ifPresentOrElse(
                  generation -> {
                    settings.putAll(GenerationDefaults.of(config, generation));
                    for (String key : SPECIAL_TOKENS) {
                      if (generation.path(key).isIntegralNumber()) {
                        config.set(key, generation.get(key));
                      }
                    }
                  },
                  () -> {
                    settings.putAll(family.generationDefaults(new ConfigFields(config)));
                    settings.putAll(GenerationDefaults.of(config));
                  });
          return new ConfigFile(file, new ConfigFields(config), family, settings);
        });
  }

  /**
   * Which tensors are needed.
   *
   * @param stored tells whether the weight files hold a tensor of a name
   * @throws ModelFormatException if the configuration breaks a rule
   */
  NetworkPlan plan(Predicate<String> stored) {
    return naming(file, () -> family.plan(fields, stored));
  }

  /**
   * What the model dropped when it was trained.
   *
   * @throws ModelFormatException if the configuration breaks a rule
   */
  Dropout dropout() {
    return naming(file, () -> family.dropout(fields));
  }

  /** Puts the file's name before what a reader of its fields complains about. */
  static <T> T naming(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }
}
