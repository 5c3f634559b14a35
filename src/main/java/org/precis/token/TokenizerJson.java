package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@code tokenizer.json} (Hugging Face tokenizers) of a Unigram model. Truncation and
 * padding in it are settings of a use, not of the tokenizer, and are ignored.
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
    if (!type.equals("Unigram")) {
      throw new TokenizerFormatException(
          "%s: model has the type '%s'; supported is Unigram (T5, mT5)".formatted(file, type));
    }
    Vocabulary vocabulary = new Vocabulary(pieces(model.path("vocab")));
    int modelSize = vocabulary.size();
    JsonNode unknown = model.path("unk_id");
    if (!unknown.isInt() || unknown.intValue() < 0 || unknown.intValue() >= modelSize) {
      throw new TokenizerFormatException(
          "%s: unk_id is %s; it is one of the vocabulary's %d ids"
              .formatted(file, unknown.isMissingNode() ? "missing" : unknown, modelSize));
    }
    for (JsonNode token : root.path("added_tokens")) {
      vocabulary.add(file, addedToken(token));
    }
    ComponentRules.checkNormalizer(file, component("normalizer"));
    ComponentRules.checkPreTokenizer(file, component("pre_tokenizer"));
    ComponentRules.checkDecoder(file, component("decoder"));
    List<Integer> prefix = new ArrayList<>();
    List<Integer> suffix = new ArrayList<>();
    readTemplate(component("post_processor"), vocabulary.size(), prefix, suffix);
    return new TokenizerDefinition(
        file,
        vocabulary,
        unknown.intValue(),
        model.path("byte_fallback").asBoolean(false),
        component("normalizer"),
        component("pre_tokenizer"),
        component("decoder"),
        prefix,
        suffix);
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

  /** Reads which ids stand before and behind a single text. */
  private void readTemplate(
      JsonNode processor, int size, List<Integer> prefix, List<Integer> suffix) {
    if (processor.isNull()) {
      return;
    }
    if (!processor.path("type").asText().equals("TemplateProcessing")) {
      throw new TokenizerFormatException(
          "%s: post_processor has the type '%s'; supported is TemplateProcessing"
              .formatted(file, processor.path("type").asText()));
    }
    int texts = 0;
    for (JsonNode part : processor.path("single")) {
      if (part.has("Sequence")) {
        texts++;
        continue;
      }
      String name = part.path("SpecialToken").path("id").asText();
      JsonNode ids = processor.path("special_tokens").path(name).path("ids");
      if (ids.isEmpty()) {
        throw new TokenizerFormatException(
            "%s: post_processor uses '%s', which its special_tokens lack".formatted(file, name));
      }
      for (JsonNode id : ids) {
        if (!id.isInt() || id.intValue() < 0 || id.intValue() >= size) {
          throw new TokenizerFormatException(
              "%s: post_processor gives '%s' the id %s; the vocabulary has %d"
                  .formatted(file, name, brief(id), size));
        }
        (texts == 0 ? prefix : suffix).add(id.intValue());
      }
    }
    if (texts != 1) {
      throw new TokenizerFormatException(
          "%s: the post_processor's template takes %d texts; it takes one".formatted(file, texts));
    }
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
