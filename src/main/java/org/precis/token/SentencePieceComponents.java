package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What SentencePiece does to a text, as parts of a tokenizer.json, by the rules of Hugging Face's
 * conversion (convert_slow_tokenizer.py, SpmConverter).
 *
 * <p>Three deviations. Byte fallback, which that conversion loses, is kept: the ids are
 * SentencePiece's. A text that contains {@code <0x} is cut around it, so that a byte piece spelled
 * out in it stays text. And text is composed (NFC) before the normalisation table sees it: the
 * library looks up single characters where SentencePiece takes the longest match, and would leave
 * decomposed Hangul in parts and drop marks of decomposed Vietnamese letters.
 */
final class SentencePieceComponents {
  private static final String BYTE_PIECE_START = "<0x";

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final SentencePieceModel model;
  private final boolean legacy;
  private final boolean splitWords;

  /**
   * Parts of one model.
   *
   * @param legacy false if text behind a token inside the text gets no space of its own
   * @param splitWords true if text is cut at spaces before they become {@code ▁}, so that a word's
   *     offsets leave out the space before it (Hugging Face's PegasusConverter)
   */
  SentencePieceComponents(SentencePieceModel model, boolean legacy, boolean splitWords) {
    this.model = model;
    this.legacy = legacy;
    this.splitWords = splitWords;
  }

  /** The model's algorithm over a table where the unknown piece has {@code unknownId}. */
  Segmentation segmentation(int unknownId) {
    return model.bytePairs()
        ? new Segmentation.BytePairs(
            OptionalInt.of(unknownId), true, model.byteFallback(), merges())
        : new Segmentation.Unigram(unknownId, model.byteFallback());
  }

  /**
   * All ways to put a piece together from two others, best score first. Where two ways lead to the
   * same piece, the longer left part wins, as in Hugging Face's {@code generate_merges}.
   */
  private List<Merge> merges() {
    Map<String, Double> scores = new HashMap<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      SentencePieceModel.Type type = model.types().get(id);
      if (type == SentencePieceModel.Type.NORMAL) {
        scores.put(model.pieces().get(id).text(), model.pieces().get(id).score());
      }
    }
    List<Merge> merges = new ArrayList<>();
    for (String text : scores.keySet()) {
      for (int at = 1; at < text.length(); at++) {
        Merge merge = new Merge(text.substring(0, at), text.substring(at));
        if (scores.containsKey(merge.left()) && scores.containsKey(merge.right())) {
          merges.add(merge);
        }
      }
    }
    merges.sort(
        Comparator.comparingDouble((Merge merge) -> -scores.get(merge.result()))
            .thenComparing(merge -> -merge.left().length())
            .thenComparing(Merge::left)
            .thenComparing(Merge::right));
    return merges;
  }

  JsonNode normalizer() {
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

  JsonNode preTokenizer() {
    if (!model.byteFallback() && !splitWords) {
      return metaspace();
    }
    ObjectNode sequence = json.objectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    if (splitWords) {
      steps.addObject().put("type", "WhitespaceSplit");
    }
    steps.add(metaspace());
    if (model.byteFallback()) {
      ObjectNode split = steps.addObject().put("type", "Split");
      split.putObject("pattern").put("String", BYTE_PIECE_START);
      split.put("behavior", "Isolated").put("invert", false);
    }
    return sequence;
  }

  JsonNode decoder() {
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
    String scheme = legacy ? "always" : "first";
    return json.objectNode()
        .put("type", "Metaspace")
        .put("replacement", Piece.SPACE)
        .put("prepend_scheme", model.normalization().dummyPrefix() ? scheme : "never")
        .put("split", true);
  }
}
