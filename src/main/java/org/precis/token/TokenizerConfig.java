package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands beside a vocabulary: {@code tokenizer_config.json}, {@code special_tokens_map.json},
 * {@code added_tokens.json}, and of the model's {@code config.json} which family it is.
 *
 * @param className {@code tokenizer_class}; where no file names it, the one of the model's type
 * @param legacy false if text behind a token inside the text gets no space of its own
 * @param extraIds number of sentinels put behind the pieces
 * @param endToken text of the end token
 * @param added added tokens with their ids
 * @param settings all of {@code tokenizer_config.json}
 * @param roles all of {@code special_tokens_map.json}
 */
record TokenizerConfig(
    Optional<String> className,
    boolean legacy,
    OptionalInt extraIds,
    String endToken,
    List<AddedToken> added,
    JsonNode settings,
    JsonNode roles) {

  static final String CONFIG = "tokenizer_config.json";
  static final String SPECIAL = "special_tokens_map.json";
  static final String ADDED = "added_tokens.json";
  static final String MODEL_CONFIG = "config.json";

  private static final Set<String> ROLES =
      Set.of(
          "bos_token",
          "cls_token",
          "eos_token",
          "mask_token",
          "pad_token",
          "sep_token",
          "unk_token");

  private static final String ADDITIONAL = "additional_special_tokens";

  /** Tokenizer classes by {@code model_type} (Hugging Face's AutoTokenizer). */
  private static final Map<String, String> CLASS_OF_MODEL =
      Map.ofEntries(
          Map.entry("bart", "BartTokenizer"),
          Map.entry("bigbird_pegasus", "PegasusTokenizer"),
          Map.entry("led", "LEDTokenizer"),
          Map.entry("longt5", "T5Tokenizer"),
          Map.entry("m2m_100", "M2M100Tokenizer"),
          Map.entry("marian", "MarianTokenizer"),
          Map.entry("mbart", "MBartTokenizer"),
          Map.entry("mt5", "T5Tokenizer"),
          Map.entry("pegasus", "PegasusTokenizer"),
          Map.entry("roberta", "RobertaTokenizer"),
          Map.entry("t5", "T5Tokenizer"),
          Map.entry("umt5", "T5Tokenizer"),
          Map.entry("xlm-roberta", "XLMRobertaTokenizer"));

  private static final String DEFAULT_END = "</s>";

  TokenizerConfig {
    added = List.copyOf(added);
  }

  /**
   * Reads those of the files that are there.
   *
   * @param files contents by file name
   * @throws TokenizerFormatException if one is broken
   */
  static TokenizerConfig read(Map<String, byte[]> files) {
    JsonNode config = object(files, CONFIG);
    JsonNode special = object(files, SPECIAL);
    List<AddedToken> added = new ArrayList<>();
    decoderTokens(config.path("added_tokens_decoder"), added);
    Set<String> specialTexts = specialTexts(config, special);
    JsonNode ids = object(files, ADDED);
    for (Iterator<Map.Entry<String, JsonNode>> it = ids.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      int id = id(ADDED, entry.getKey(), entry.getValue());
      if (added.stream().noneMatch(t -> t.id() == id && t.content().equals(entry.getKey()))) {
        added.add(AddedToken.plain(id, entry.getKey(), specialTexts.contains(entry.getKey())));
      }
    }
    return new TokenizerConfig(
        className(config, object(files, MODEL_CONFIG)),
        config.path("legacy").asBoolean(true),
        number(config, "extra_ids"),
        content(config.path("eos_token"))
            .or(() -> content(special.path("eos_token")))
            .orElse(DEFAULT_END),
        added,
        config,
        special);
  }

  private static Optional<String> className(JsonNode config, JsonNode model) {
    return Stream.of(
            config.path("tokenizer_class").textValue(),
            model.path("tokenizer_class").textValue(),
            CLASS_OF_MODEL.get(model.path("model_type").asText()))
        .filter(Objects::nonNull)
        .map(name -> name.endsWith("Fast") ? name.substring(0, name.length() - 4) : name)
        .findFirst();
  }

  /** Text of the token of a role, such as {@code mask_token}. */
  Optional<String> token(String role) {
    return content(settings.path(role)).or(() -> content(roles.path(role)));
  }

  /** Texts of the tokens that have no role, in order. */
  List<String> additionalTokens() {
    JsonNode list = settings.has(ADDITIONAL) ? settings.path(ADDITIONAL) : roles.path(ADDITIONAL);
    List<String> texts = new ArrayList<>();
    list.forEach(token -> content(token).ifPresent(texts::add));
    return texts;
  }

  /** A setting that is a text. */
  Optional<String> text(String key) {
    return Optional.ofNullable(settings.path(key).textValue());
  }

  /** A setting that is true or false. */
  boolean flag(String key, boolean otherwise) {
    return settings.path(key).asBoolean(otherwise);
  }

  private static JsonNode object(Map<String, byte[]> files, String name) {
    byte[] content = files.get(name);
    return content == null
        ? JsonNodeFactory.instance.objectNode()
        : BoundedJson.object(name, content);
  }

  /**
   * A setting that is a number of ids.
   *
   * @throws TokenizerFormatException if it is anything else
   */
  OptionalInt number(String key) {
    return number(settings, key);
  }

  private static OptionalInt number(JsonNode settings, String key) {
    JsonNode node = settings.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return OptionalInt.empty();
    }
    if (!node.isInt() || node.intValue() < 0 || node.intValue() > Vocabulary.MAX_SIZE) {
      throw new TokenizerFormatException(
          "%s: %s is %s; it is a number from 0 to %d"
              .formatted(CONFIG, key, node, Vocabulary.MAX_SIZE));
    }
    return OptionalInt.of(node.intValue());
  }

  /** Reads {@code added_tokens_decoder}, which newer files have: tokens by id, as text. */
  private static void decoderTokens(JsonNode tokens, List<AddedToken> added) {
    for (Iterator<Map.Entry<String, JsonNode>> it = tokens.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      JsonNode token = entry.getValue();
      if (!entry.getKey().matches("[0-9]{1,9}") || !token.path("content").isTextual()) {
        throw new TokenizerFormatException(
            CONFIG
                + ": added_tokens_decoder has an entry '"
                + entry.getKey()
                + "' without content");
      }
      added.add(
          new AddedToken(
              Integer.parseInt(entry.getKey()),
              token.get("content").textValue(),
              token.path("special").asBoolean(false),
              token.path("normalized").asBoolean(false),
              token.path("single_word").asBoolean(false),
              token.path("lstrip").asBoolean(false),
              token.path("rstrip").asBoolean(false)));
    }
  }

  private static Set<String> specialTexts(JsonNode... files) {
    Set<String> texts = new HashSet<>();
    for (JsonNode file : files) {
      for (String role : ROLES) {
        content(file.path(role)).ifPresent(texts::add);
      }
      for (JsonNode token : file.path(ADDITIONAL)) {
        content(token).ifPresent(texts::add);
      }
    }
    return texts;
  }

  /** A token's text, which files write plainly or as an object. */
  private static Optional<String> content(JsonNode token) {
    return Optional.ofNullable(
        token.isTextual() ? token.textValue() : token.path("content").textValue());
  }

  private static int id(String file, String token, JsonNode id) {
    if (!id.isInt()) {
      throw new TokenizerFormatException(
          file + ": the id of '" + token + "' is " + id + "; ids are integers");
    }
    return id.intValue();
  }
}
