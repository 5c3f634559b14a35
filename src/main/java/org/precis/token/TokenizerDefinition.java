package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A checked Unigram tokenizer, whichever files it came from.
 *
 * @param file where it came from, for messages
 * @param vocabulary ids, pieces, special tokens
 * @param unknownId id of what no piece covers
 * @param byteFallback true if uncovered text becomes bytes instead
 * @param normalizer the {@code normalizer} of a tokenizer.json
 * @param preTokenizer its {@code pre_tokenizer}
 * @param decoder its {@code decoder}
 * @param prefix ids put before a text
 * @param suffix ids put behind it
 */
record TokenizerDefinition(
    String file,
    Vocabulary vocabulary,
    int unknownId,
    boolean byteFallback,
    JsonNode normalizer,
    JsonNode preTokenizer,
    JsonNode decoder,
    List<Integer> prefix,
    List<Integer> suffix) {

  TokenizerDefinition {
    prefix = List.copyOf(prefix);
    suffix = List.copyOf(suffix);
  }

  /**
   * A tokenizer.json for the library: no truncation, no padding, no special tokens, which {@link
   * SubwordTokenizer} adds itself.
   */
  String toJson() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode model = json.objectNode();
    model.put("type", "Unigram");
    model.put("unk_id", unknownId);
    ArrayNode table = model.putArray("vocab");
    for (Piece piece : vocabulary.matchable()) {
      table.addArray().add(piece.text()).add(piece.score());
    }
    model.put("byte_fallback", byteFallback);

    ObjectNode root = json.objectNode();
    root.put("version", "1.0");
    root.set("truncation", json.nullNode());
    root.set("padding", json.nullNode());
    ArrayNode added = root.putArray("added_tokens");
    for (AddedToken token : vocabulary.ordinary()) {
      added
          .addObject()
          .put("id", token.id())
          .put("content", token.content())
          .put("single_word", token.singleWord())
          .put("lstrip", token.stripLeft())
          .put("rstrip", token.stripRight())
          .put("normalized", token.normalized())
          .put("special", false);
    }
    root.set("normalizer", normalizer);
    root.set("pre_tokenizer", preTokenizer);
    root.set("post_processor", json.nullNode());
    root.set("decoder", decoder);
    root.set("model", model);
    return root.toString();
  }
}
