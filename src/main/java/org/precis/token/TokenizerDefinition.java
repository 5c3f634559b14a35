package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A checked tokenizer, whichever files it came from.
 *
 * @param file where it came from, for messages
 * @param vocabulary ids, pieces, special tokens
 * @param segmentation how words become pieces
 * @param normalizer the {@code normalizer} of a tokenizer.json
 * @param preTokenizer its {@code pre_tokenizer}
 * @param decoder its {@code decoder}
 * @param prefix ids put before a text
 * @param suffix ids put behind it
 * @param lookup where the table that is read is not the one that is said
 */
record TokenizerDefinition(
    String file,
    Vocabulary vocabulary,
    Segmentation segmentation,
    JsonNode normalizer,
    JsonNode preTokenizer,
    JsonNode decoder,
    List<Integer> prefix,
    List<Integer> suffix,
    Optional<PieceLookup> lookup) {

  TokenizerDefinition {
    prefix = List.copyOf(prefix);
    suffix = List.copyOf(suffix);
  }

  /** A tokenizer of one table. */
  TokenizerDefinition(
      String file,
      Vocabulary vocabulary,
      Segmentation segmentation,
      JsonNode normalizer,
      JsonNode preTokenizer,
      JsonNode decoder,
      List<Integer> prefix,
      List<Integer> suffix) {
    this(
        file,
        vocabulary,
        segmentation,
        normalizer,
        preTokenizer,
        decoder,
        prefix,
        suffix,
        Optional.empty());
  }

  /**
   * A tokenizer.json for the library: no truncation, no padding, no special tokens, which {@link
   * SubwordTokenizer} adds itself.
   */
  String toJson() {
    JsonNodeFactory json = JsonNodeFactory.instance;
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
    root.set("post_processor", offsetTrimming());
    root.set("decoder", decoder);
    root.set("model", segmentation.toJson(vocabulary.matchable()));
    return root.toString();
  }

  /** True if words are cut into bytes, written as characters (GPT-2's byte-level encoding). */
  boolean byteLevel() {
    return ComponentRules.isByteLevel(preTokenizer);
  }

  /** Takes the space that a byte-level piece starts with out of its offsets; adds no tokens. */
  private JsonNode offsetTrimming() {
    return byteLevel() ? preTokenizer : JsonNodeFactory.instance.nullNode();
  }
}
