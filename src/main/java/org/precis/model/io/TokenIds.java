package org.precis.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Token ids in {@code config.json} and {@code generation_config.json}. */
final class TokenIds {
  /** How keys of one token, or of several that do the same, end: {@code eos_token_id}. */
  private static final String ONE = "_token_id";

  /** Lists of tokens that are forbidden: those that are gone may be missing. */
  private static final Set<String> FORBIDDEN =
      Set.of("bad_words_ids", "begin_suppress_tokens", "suppress_tokens");

  private TokenIds() {}

  /** Ids that a configuration cannot do without. */
  static Set<Integer> of(ObjectNode config) {
    Set<Integer> ids = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      if (field.getKey().endsWith(ONE)) {
        add(ids, field.getValue());
      }
    }
    return ids;
  }

  private static void add(Set<Integer> ids, JsonNode value) {
    if (isToken(value)) {
      ids.add(value.intValue());
    }
    value.forEach(each -> add(ids, each));
  }

  /** Negative numbers stand for no token. */
  private static boolean isToken(JsonNode value) {
    return value.isInt() && value.intValue() >= 0;
  }

  /**
   * Puts new ids in the place of old ones.
   *
   * @param kept old ids by new ones, ascending
   */
  static void renumber(ObjectNode config, int[] kept) {
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      if (field.getKey().endsWith(ONE) || FORBIDDEN.contains(field.getKey())) {
        field.setValue(renumbered(field.getValue(), kept));
      }
    }
  }

  /** The same shape of ids; a list with an id that is gone is gone too. */
  private static JsonNode renumbered(JsonNode value, int[] kept) {
    if (isToken(value)) {
      int id = Arrays.binarySearch(kept, value.intValue());
      return id < 0 ? JsonNodeFactory.instance.missingNode() : IntNode.valueOf(id);
    }
    if (!(value instanceof ArrayNode list)) {
      return value;
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    boolean words = list.path(0).isArray();
    for (JsonNode each : list) {
      JsonNode id = renumbered(each, kept);
      boolean gone = words ? id.size() < each.size() : id.isMissingNode();
      if (!gone) {
        ids.add(id);
      }
    }
    return ids;
  }
}
