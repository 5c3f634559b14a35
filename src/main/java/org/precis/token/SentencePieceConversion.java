package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Turns a {@code spiece.model} of the T5 family into what a tokenizer.json would say, by the rules
 * of Hugging Face's conversion (convert_slow_tokenizer.py, SpmConverter and T5Converter).
 *
 * <p>Three deviations. Byte fallback, which that conversion loses, is kept: the ids are
 * SentencePiece's. A text that contains {@code <0x} is cut around it, so that a byte piece spelled
 * out in it stays text. And text is composed (NFC) before the normalisation table sees it: the
 * library looks up single characters where SentencePiece takes the longest match, and would leave
 * decomposed Hangul in parts and drop marks of decomposed Vietnamese letters.
 */
final class SentencePieceConversion {
  /** Sentinels of a T5 tokenizer whose files name no number (HF T5Tokenizer). */
  private static final int DEFAULT_EXTRA_IDS = 100;

  private static final Set<String> CLASSES = Set.of("T5Tokenizer", "MT5Tokenizer");

  private static final String BYTE_PIECE_START = "<0x";

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final String file;
  private final SentencePieceModel model;
  private final TokenizerConfig config;

  private SentencePieceConversion(String file, SentencePieceModel model, TokenizerConfig config) {
    this.file = file;
    this.model = model;
    this.config = config;
  }

  /**
   * The tokenizer of a model and the settings beside it.
   *
   * @param file the model's name, for messages
   * @throws TokenizerFormatException if they contradict each other or belong to another family
   */
  static TokenizerDefinition convert(
      String file, SentencePieceModel model, TokenizerConfig config) {
    return new SentencePieceConversion(file, model, config).definition();
  }

  private TokenizerDefinition definition() {
    config
        .className()
        .filter(name -> !CLASSES.contains(name))
        .ifPresent(
            name -> {
              throw new TokenizerFormatException(
                  "%s: tokenizer_class is '%s', whose ids do not follow from %s alone; supported "
                          .formatted(TokenizerConfig.CONFIG, name, file)
                      + "are T5Tokenizer and MT5Tokenizer. Put a tokenizer.json beside it");
            });
    Vocabulary vocabulary = vocabulary();
    Integer end = vocabulary.special().get(config.endToken());
    if (end == null) {
      throw new TokenizerFormatException(
          "%s has no control piece '%s', the end token".formatted(file, config.endToken()));
    }
    return new TokenizerDefinition(
        file,
        vocabulary,
        new Segmentation.Unigram(model.unknownId(), model.byteFallback()),
        normalizer(),
        preTokenizer(),
        decoder(),
        List.of(),
        List.of(end));
  }

  private Vocabulary vocabulary() {
    Vocabulary vocabulary = new Vocabulary(model.pieces());
    for (int id = 0; id < model.pieces().size(); id++) {
      String text = model.pieces().get(id).text();
      switch (model.types().get(id)) {
        case CONTROL, UNKNOWN -> vocabulary.add(file, AddedToken.plain(id, text, true));
        case USER_DEFINED -> vocabulary.add(file, AddedToken.plain(id, text, false));
        case UNUSED -> vocabulary.silence(id);
        case NORMAL, BYTE -> {}
      }
    }
    for (AddedToken token : config.added()) {
      vocabulary.add(TokenizerConfig.CONFIG + " or " + TokenizerConfig.ADDED, token);
    }
    addSentinels(vocabulary);
    return vocabulary;
  }

  /** Puts {@code <extra_id_n-1>} to {@code <extra_id_0>} behind the pieces where none are yet. */
  private void addSentinels(Vocabulary vocabulary) {
    boolean present = vocabulary.special().keySet().stream().anyMatch(Vocabulary::isSentinel);
    if (present) {
      return;
    }
    int count = config.extraIds().orElse(DEFAULT_EXTRA_IDS);
    int first = model.pieces().size();
    for (int i = 0; i < count; i++) {
      vocabulary.add(
          TokenizerConfig.CONFIG,
          AddedToken.plain(first + i, "<extra_id_" + (count - 1 - i) + ">", true));
    }
  }

  private JsonNode normalizer() {
    SentencePieceModel.Normalization rules = model.normalization();
    ObjectNode sequence = json.objectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("normalizers");
    if (rules.charsMap().length > 0) {
      steps.addObject().put("type", "NFC");
      steps.addObject().put("type", "Precompiled").put("precompiled_charsmap", rules.charsMap());
    }
    if (rules.removeExtraSpaces()) {
      steps.addObject().put("type", "Strip").put("strip_left", false).put("strip_right", true);
      steps
          .addObject()
          .put("type", "Replace")
          .put("content", Piece.SPACE)
          .putObject("pattern")
          .put("Regex", ComponentRules.SEVERAL_SPACES);
    }
    return sequence;
  }

  private JsonNode preTokenizer() {
    if (!model.byteFallback()) {
      return metaspace();
    }
    ObjectNode sequence = json.objectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers").add(metaspace());
    ObjectNode split = steps.addObject().put("type", "Split");
    split.putObject("pattern").put("String", BYTE_PIECE_START);
    split.put("behavior", "Isolated").put("invert", false);
    return sequence;
  }

  private JsonNode decoder() {
    if (!model.byteFallback()) {
      return metaspace();
    }
    ObjectNode sequence = json.objectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("decoders");
    steps.addObject().put("type", "ByteFallback");
    steps.add(metaspace());
    return sequence;
  }

  private ObjectNode metaspace() {
    String scheme = config.legacy() ? "always" : "first";
    return json.objectNode()
        .put("type", "Metaspace")
        .put("replacement", Piece.SPACE)
        .put("prepend_scheme", model.normalization().dummyPrefix() ? scheme : "never")
        .put("split", true);
  }
}
