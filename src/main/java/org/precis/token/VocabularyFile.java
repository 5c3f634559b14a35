package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables by text: {@code vocab.json}, a JSON object of ids, and {@code merges.txt}, two pieces a
 * line. A tokenizer.json of byte-pair encoding holds the same two.
 */
final class VocabularyFile {
  /** A table's largest number of merges; each makes one piece, some pieces are made twice. */
  private static final int MAX_MERGES = 4 * Vocabulary.MAX_SIZE;

  private VocabularyFile() {}

  /**
   * Ids by text.
   *
   * @param file name of the file, for messages
   * @param table a JSON object of ids
   * @throws TokenizerFormatException if it is anything else, or an id or text breaks a rule
   */
  static Map<String, Integer> ids(String file, JsonNode table) {
    if (!table.isObject() || table.isEmpty() || table.size() > Vocabulary.MAX_SIZE) {
      throw new TokenizerFormatException(
          "%s: the vocabulary is an object of 1 to %d ids; found %s with %d"
              .formatted(file, Vocabulary.MAX_SIZE, table.getNodeType(), table.size()));
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> it = table.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      JsonNode id = entry.getValue();
      if (!id.isInt() || id.intValue() < 0 || id.intValue() >= Vocabulary.MAX_SIZE) {
        throw new TokenizerFormatException(
            "%s: '%s' has the id %s; ids are 0 to %d"
                .formatted(file, entry.getKey(), id, Vocabulary.MAX_SIZE - 1));
      }
      Piece.of(entry.getKey(), 0, file + ": the text of id " + id);
      ids.put(entry.getKey(), id.intValue());
    }
    return ids;
  }

  /**
   * The merges of a {@code merges.txt}, in order.
   *
   * @throws TokenizerFormatException if a line is not two pieces
   */
  static List<Merge> merges(String file, String content) {
    List<Merge> merges = new ArrayList<>();
    int line = 0;
    for (String text : content.split("\n", -1)) {
      line++;
      String merge = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      if (merge.isEmpty() || (line == 1 && merge.startsWith("#version"))) {
        continue;
      }
      merges.add(merge(merge, file + ": line " + line));
      checkCount(file, merges.size());
    }
    return merges;
  }

  /**
   * The {@code merges} of a tokenizer.json, in order: texts with a space between or pairs of texts.
   *
   * @throws TokenizerFormatException if one is anything else
   */
  static List<Merge> merges(String file, JsonNode list) {
    if (!list.isArray()) {
      throw new TokenizerFormatException(
          file + ": merges is an array; found " + list.getNodeType());
    }
    checkCount(file, list.size());
    List<Merge> merges = new ArrayList<>(list.size());
    for (JsonNode entry : list) {
      String where = file + ": merge " + merges.size();
      if (entry.size() == 2 && entry.path(0).isTextual() && entry.path(1).isTextual()) {
        merges.add(checked(entry.get(0).textValue(), entry.get(1).textValue(), where));
      } else {
        merges.add(merge(entry.asText(), where));
      }
    }
    return merges;
  }

  /**
   * Checks that a vocabulary has all that merges name.
   *
   * @throws TokenizerFormatException naming the first piece that it lacks
   */
  static void checkMerges(String file, List<Merge> merges, Set<String> texts) {
    Set<Merge> seen = new HashSet<>();
    for (Merge merge : merges) {
      for (String text : List.of(merge.left(), merge.right(), merge.result())) {
        if (!texts.contains(text)) {
          throw new TokenizerFormatException(
              "%s: the merge of '%s' and '%s' needs the piece '%s', which the vocabulary lacks"
                  .formatted(file, merge.left(), merge.right(), text));
        }
      }
      if (!seen.add(merge)) {
        throw new TokenizerFormatException(
            "%s: '%s' and '%s' are merged twice".formatted(file, merge.left(), merge.right()));
      }
    }
  }

  private static Merge merge(String text, String where) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new TokenizerFormatException(
          where + " is '" + brief(text) + "'; a merge is two pieces");
    }
    return checked(text.substring(0, space), text.substring(space + 1), where);
  }

  private static Merge checked(String left, String right, String where) {
    if (left.isEmpty() || right.isEmpty() || left.indexOf(' ') >= 0 || right.indexOf(' ') >= 0) {
      throw new TokenizerFormatException(
          "%s joins '%s' and '%s'; a merge is two pieces without spaces"
              .formatted(where, brief(left), brief(right)));
    }
    return new Merge(left, right);
  }

  private static void checkCount(String file, int count) {
    if (count > MAX_MERGES) {
      throw new TokenizerFormatException(
          file + " has more than " + MAX_MERGES + " merges, the largest number supported");
    }
  }

  private static String brief(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
