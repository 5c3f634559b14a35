package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads a {@code tokenizer.json} (Hugging Face tokenizers) of a Unigram or byte-pair model.
 * Truncation and padding in it are settings of a use, not of the tokenizer, and are ignored.
 */
final class TokenizerJson {
  private final String file;
  private final JsonNode root;

  private TokenizerJson(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * The tokenizer that the file describes.
   *
   * @param file its name, for messages
   * @throws TokenizerFormatException if it is broken or of a kind that is not supported
   */
  static TokenizerDefinition read(String file, byte[] content) {
    return new TokenizerJson(file, BoundedJson.object(file, content)).definition();
  }

  private TokenizerDefinition definition() {
    JsonNode model = root.path("model");
    String type = model.path("type").asText();
    Vocabulary vocabulary;
    Segmentation segmentation;
    switch (type) {
      case "Unigram" -> {
        vocabulary = new Vocabulary(pieces(model.path("vocab")));
        segmentation = unigram(model, vocabulary.size());
      }
      case "BPE" -> {
        Map<String, Integer> ids = VocabularyFile.ids(file, model.path("vocab"));
        vocabulary = Vocabulary.of(file, ids);
        segmentation = bytePairs(model, ids);
      }
      default ->
          throw new TokenizerFormatException(
              "%s: model has the type '%s'; supported are Unigram (T5, mBART, Pegasus) and BPE "
                      .formatted(file, type)
                  + "(BART, NLLB)");
    }
    for (JsonNode token : root.path("added_tokens")) {
      vocabulary.add(file, addedToken(token));
    }
    checkComponents(segmentation);
    SpecialTokenTemplate template =
        SpecialTokenTemplate.read(file, component("post_processor"), vocabulary.size());
    return new TokenizerDefinition(
        file,
        vocabulary,
        segmentation,
        component("normalizer"),
        component("pre_tokenizer"),
        component("decoder"),
        template.prefix(),
        template.suffix());
  }

  private Segmentation unigram(JsonNode model, int size) {
    JsonNode unknown = model.path("unk_id");
    if (!unknown.isInt() || unknown.intValue() < 0 || unknown.intValue() >= size) {
      throw new TokenizerFormatException(
          "%s: unk_id is %s; it is one of the vocabulary's %d ids"
              .formatted(file, unknown.isMissingNode() ? "missing" : unknown, size));
    }
    return new Segmentation.Unigram(
        unknown.intValue(), model.path("byte_fallback").asBoolean(false));
  }

  private Segmentation bytePairs(JsonNode model, Map<String, Integer> ids) {
    for (String key : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
      JsonNode value = model.path(key);
      if (!value.isMissingNode() && !value.isNull() && !value.asText().isEmpty()) {
        throw new TokenizerFormatException(
            "%s: %s is %s; supported is none".formatted(file, key, brief(value)));
      }
    }
    if (model.path("ignore_merges").asBoolean(false)) {
      throw new TokenizerFormatException(
          file + ": ignore_merges is true; supported is byte-pair encoding by its merges");
    }
    OptionalInt unknownId = OptionalInt.empty();
    JsonNode unknown = model.path("unk_token");
    if (unknown.isTextual()) {
      Integer id = ids.get(unknown.textValue());
      if (id == null) {
        throw new TokenizerFormatException(
            "%s: unk_token is '%s', which the vocabulary lacks"
                .formatted(file, unknown.textValue()));
      }
      unknownId = OptionalInt.of(id);
    }
    List<Merge> merges = VocabularyFile.merges(file, model.path("merges"));
    VocabularyFile.checkMerges(file, merges, ids.keySet());
    return new Segmentation.BytePairs(
        unknownId,
        model.path("fuse_unk").asBoolean(false),
        model.path("byte_fallback").asBoolean(false),
        merges);
  }

  private void checkComponents(Segmentation segmentation) {
    ComponentRules.checkNormalizer(file, component("normalizer"));
    boolean byteLevel =
        segmentation instanceof Segmentation.BytePairs
            && ComponentRules.isByteLevel(component("pre_tokenizer"));
    if (!byteLevel) {
      ComponentRules.checkPreTokenizer(file, component("pre_tokenizer"));
      ComponentRules.checkDecoder(file, component("decoder"));
    } else if (!ComponentRules.isByteLevel(component("decoder"))) {
      throw new TokenizerFormatException(
          "%s: decoder has the type '%s' where pre_tokenizer has ByteLevel; both have it"
              .formatted(file, component("decoder").path("type").asText()));
    }
  }

  private JsonNode component(String name) {
    JsonNode node = root.path(name);
    return node.isMissingNode() ? NullNode.instance : node;
  }

  private List<Piece> pieces(JsonNode table) {
    if (!table.isArray() || table.isEmpty() || table.size() > Vocabulary.MAX_SIZE) {
      throw new TokenizerFormatException(
          "%s: vocab is an array of 1 to %d pieces; found %s with %d"
              .formatted(file, Vocabulary.MAX_SIZE, table.getNodeType(), table.size()));
    }
    List<Piece> pieces = new ArrayList<>(table.size());
    for (JsonNode entry : table) {
      if (entry.size() != 2 || !entry.path(0).isTextual() || !entry.path(1).isNumber()) {
        throw new TokenizerFormatException(
            "%s: vocab entry %d is not [piece, score]".formatted(file, pieces.size()));
      }
      pieces.add(
          Piece.of(
              entry.get(0).textValue(),
              entry.get(1).doubleValue(),
              file + ": vocab entry " + pieces.size()));
    }
    return pieces;
  }

  private AddedToken addedToken(JsonNode token) {
    if (!token.path("id").isInt() || !token.path("content").isTextual()) {
      throw new TokenizerFormatException(
          file + ": an entry of added_tokens lacks its id or content: " + brief(token));
    }
    return new AddedToken(
        token.get("id").intValue(),
        token.get("content").textValue(),
        token.path("special").asBoolean(false),
        token.path("normalized").asBoolean(false),
        token.path("single_word").asBoolean(false),
        token.path("lstrip").asBoolean(false),
        token.path("rstrip").asBoolean(false));
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
