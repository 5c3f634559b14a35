package org.precis.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Turns {@code vocab.json} and {@code merges.txt} of the BART family into what a tokenizer.json
 * would say, by the rules of Hugging Face's conversion (convert_slow_tokenizer.py,
 * RobertaConverter): bytes as characters, {@code <s> X </s>}.
 */
final class ByteLevelConversion {
  static final String VOCABULARY = "vocab.json";
  static final String MERGES = "merges.txt";

  static final Set<String> CLASSES =
      Set.of("BartTokenizer", "LEDTokenizer", "LongformerTokenizer", "RobertaTokenizer");

  /** Special tokens by role where the files name none (Hugging Face's BartTokenizer). */
  private static final Map<String, String> ROLES =
      Map.of(
          "bos_token", "<s>",
          "cls_token", "<s>",
          "eos_token", "</s>",
          "sep_token", "</s>",
          "pad_token", "<pad>",
          "unk_token", "<unk>",
          "mask_token", "<mask>");

  private ByteLevelConversion() {}

  /**
   * The tokenizer of the two files and the settings beside them.
   *
   * @throws TokenizerFormatException if they are broken or contradict each other
   */
  static TokenizerDefinition convert(TokenizerFiles files, TokenizerConfig config) {
    Map<String, Integer> ids =
        VocabularyFile.ids(VOCABULARY, BoundedJson.object(VOCABULARY, files.read(VOCABULARY)));
    List<Merge> merges =
        VocabularyFile.merges(MERGES, new String(files.read(MERGES), StandardCharsets.UTF_8));
    VocabularyFile.checkMerges(MERGES, merges, ids.keySet());
    Vocabulary vocabulary = Vocabulary.of(VOCABULARY, ids);
    for (AddedToken token : config.added()) {
      vocabulary.add(TokenizerConfig.CONFIG + " or " + TokenizerConfig.ADDED, token);
    }
    for (String text : specialTexts(config)) {
      Integer id = ids.get(text);
      if (id != null) {
        vocabulary.add(VOCABULARY, AddedToken.plain(id, text, true));
      }
    }
    return new TokenizerDefinition(
        VOCABULARY,
        vocabulary,
        new Segmentation.BytePairs(OptionalInt.empty(), false, false, merges),
        NullNode.instance,
        byteLevel(config.flag("add_prefix_space", false)),
        byteLevel(true),
        List.of(id(vocabulary, config, "cls_token")),
        List.of(id(vocabulary, config, "sep_token")));
  }

  private static List<String> specialTexts(TokenizerConfig config) {
    List<String> texts = new ArrayList<>(config.additionalTokens());
    ROLES.forEach((role, text) -> texts.add(config.token(role).orElse(text)));
    return texts;
  }

  private static int id(Vocabulary vocabulary, TokenizerConfig config, String role) {
    String text = config.token(role).orElseGet(() -> ROLES.get(role));
    Integer id = vocabulary.special().get(text);
    if (id == null) {
      throw new TokenizerFormatException(
          "%s lacks '%s', the %s that stands beside every text".formatted(VOCABULARY, text, role));
    }
    return id;
  }

  private static ObjectNode byteLevel(boolean prefixSpace) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", ComponentRules.BYTE_LEVEL)
        .put("add_prefix_space", prefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }
}
