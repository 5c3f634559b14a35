package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Set;

/**
 * Which parts of a tokenizer.json reach the library.
 *
 * <p>The library runs what a file says: regular expressions, replacements that grow the text, any
 * number of them. Only components are let through whose cost is linear in the text; others are
 * refused by name. A further model family widens these sets.
 */
final class ComponentRules {
  private static final Set<String> NORMALIZERS =
      Set.of(
          "Sequence",
          "Precompiled",
          "Strip",
          "Replace",
          "NFC",
          "NFD",
          "NFKC",
          "NFKD",
          "Nmt",
          "Lowercase",
          "StripAccents");
  private static final Set<String> PRE_TOKENIZERS =
      Set.of("Sequence", "WhitespaceSplit", "Metaspace", "Split");
  private static final Set<String> DECODERS =
      Set.of("Sequence", "Metaspace", "ByteFallback", "Fuse");

  /** Bytes written as characters, spaces among them (GPT-2). */
  static final String BYTE_LEVEL = "ByteLevel";

  /** The one regular expression of Hugging Face's SentencePiece conversions. */
  static final String SEVERAL_SPACES = " {2,}";

  private static final int MAX_COMPONENTS = 16;

  private final String file;
  private int count;
  private int metaspaces;
  private int tables;

  private ComponentRules(String file) {
    this.file = file;
  }

  /** Checks {@code normalizer}, which may be null. */
  static void checkNormalizer(String file, JsonNode node) {
    if (!node.isNull()) {
      new ComponentRules(file).check(node, "normalizer", "normalizers", NORMALIZERS);
    }
  }

  /** Checks {@code pre_tokenizer}: one that turns spaces into {@code ▁}. */
  static void checkPreTokenizer(String file, JsonNode node) {
    checkWithMetaspace(file, node, "pre_tokenizer", "pretokenizers", PRE_TOKENIZERS);
  }

  /** Checks {@code decoder}: one that turns {@code ▁} into spaces. */
  static void checkDecoder(String file, JsonNode node) {
    checkWithMetaspace(file, node, "decoder", "decoders", DECODERS);
  }

  /** True if the component is {@link #BYTE_LEVEL}. */
  static boolean isByteLevel(JsonNode node) {
    return node.path("type").asText().equals(BYTE_LEVEL);
  }

  private static void checkWithMetaspace(
      String file, JsonNode node, String where, String children, Set<String> allowed) {
    ComponentRules rules = new ComponentRules(file);
    rules.check(node, where, children, allowed);
    if (rules.metaspaces != 1) {
      throw new TokenizerFormatException(
          "%s: %s has %d Metaspace components; a SentencePiece tokenizer has one"
              .formatted(file, where, rules.metaspaces));
    }
  }

  private void check(JsonNode node, String where, String children, Set<String> allowed) {
    String type = node.path("type").asText();
    if (!allowed.contains(type)) {
      throw new TokenizerFormatException(
          "%s: %s has the type '%s'; supported are %s"
              .formatted(file, where, type, String.join(", ", allowed.stream().sorted().toList())));
    }
    if (++count > MAX_COMPONENTS) {
      throw new TokenizerFormatException(
          "%s: %s has more than %d components".formatted(file, where, MAX_COMPONENTS));
    }
    switch (type) {
      case "Sequence" -> {
        for (JsonNode child : node.path(children)) {
          check(child, where, children, allowed);
        }
      }
      case "Precompiled" -> checkPrecompiled(node, where);
      case "Replace" -> checkReplace(node, where);
      case "Split" -> checkSplit(node, where);
      case "Metaspace" -> {
        metaspaces++;
        if (!node.path("replacement").asText().equals(Piece.SPACE)) {
          throw new TokenizerFormatException(
              "%s: %s puts '%s' for a space; the rule is '%s'"
                  .formatted(file, where, node.path("replacement").asText(), Piece.SPACE));
        }
      }
      default -> {}
    }
  }

  private void checkPrecompiled(JsonNode node, String where) {
    if (++tables > 1) {
      throw new TokenizerFormatException(
          file + ": " + where + " has several Precompiled components; supported is one");
    }
    byte[] table;
    try {
      table = Base64.getDecoder().decode(node.path("precompiled_charsmap").asText());
    } catch (IllegalArgumentException e) {
      throw new TokenizerFormatException(
          file + ": " + where + " has a precompiled_charsmap that is not base64", e);
    }
    PrecompiledCharsMap.check(table, file + ": precompiled_charsmap");
  }

  private void checkReplace(JsonNode node, String where) {
    JsonNode pattern = node.path("pattern");
    String literal = pattern.path("String").asText();
    boolean severalSpaces = pattern.path("Regex").asText().equals(SEVERAL_SPACES);
    String content = node.path("content").asText();
    int replaced = severalSpaces ? 2 : literal.length();
    if (pattern.size() != 1 || replaced == 0 || content.length() > replaced) {
      throw new TokenizerFormatException(
          "%s: %s replaces %s by '%s'; supported are plain strings and '%s', by nothing longer"
              .formatted(file, where, pattern, content, SEVERAL_SPACES));
    }
  }

  /** Cuts around a plain string: what {@link SentencePieceConversion} does for byte fallback. */
  private void checkSplit(JsonNode node, String where) {
    JsonNode pattern = node.path("pattern");
    boolean literal = pattern.size() == 1 && !pattern.path("String").asText().isEmpty();
    boolean isolated =
        node.path("behavior").asText().equals("Isolated") && !node.path("invert").asBoolean();
    if (!literal || !isolated) {
      throw new TokenizerFormatException(
          "%s: %s splits at %s, %s; supported are plain strings, Isolated"
              .formatted(file, where, pattern, node.path("behavior").asText()));
    }
  }
}
