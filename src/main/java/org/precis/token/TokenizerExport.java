package org.precis.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a SentencePiece model of the T5 family as the {@code tokenizer.json} that gives the same
 * ids, for programs that read that file only.
 */
public final class TokenizerExport {
  private static final String SPIECE = "spiece.model";

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final TokenizerDefinition definition;

  private TokenizerExport(TokenizerDefinition definition) {
    this.definition = definition;
  }

  /**
   * The content of the file.
   *
   * @param directory a model directory with a {@code spiece.model}, which {@link TokenizerLoader}
   *     loads
   * @throws TokenizerFormatException if a file breaks a rule
   */
  public static String ofSentencePiece(Path directory) {
    TokenizerFiles files = TokenizerFiles.of(directory);
    TokenizerDefinition definition =
        SentencePieceConversion.convert(
            SPIECE, SentencePieceModel.read(SPIECE, files.read(SPIECE)), files.config());
    return new TokenizerExport(definition).write();
  }

  private String write() {
    List<Piece> pieces = definition.vocabulary().stated();
    ObjectNode root = json.objectNode();
    root.put("version", "1.0");
    root.set("truncation", json.nullNode());
    root.set("padding", json.nullNode());
    root.set("added_tokens", addedTokens());
    root.set("normalizer", definition.normalizer());
    root.set("pre_tokenizer", definition.preTokenizer());
    root.set("post_processor", template(pieces));
    root.set("decoder", definition.decoder());
    root.set("model", definition.segmentation().toJson(pieces));
    return root.toString();
  }

  private ArrayNode addedTokens() {
    List<AddedToken> tokens = new ArrayList<>(definition.vocabulary().ordinary());
    definition
        .vocabulary()
        .special()
        .forEach((text, id) -> tokens.add(AddedToken.plain(id, text, true)));
    tokens.sort(Comparator.comparingInt(AddedToken::id));
    ArrayNode added = json.arrayNode();
    for (AddedToken token : tokens) {
      added
          .addObject()
          .put("id", token.id())
          .put("content", token.content())
          .put("single_word", token.singleWord())
          .put("lstrip", token.stripLeft())
          .put("rstrip", token.stripRight())
          .put("normalized", token.normalized())
          .put("special", token.special());
    }
    return added;
  }

  /** What stands around one text and around two. */
  private ObjectNode template(List<Piece> pieces) {
    ObjectNode template = json.objectNode().put("type", "TemplateProcessing");
    ObjectNode tokens = json.objectNode();
    ArrayNode single = template.putArray("single");
    ArrayNode pair = template.putArray("pair");
    addTokens(single, tokens, definition.prefix(), pieces);
    addTokens(pair, tokens, definition.prefix(), pieces);
    addText(single, "A");
    addText(pair, "A");
    addTokens(single, tokens, definition.suffix(), pieces);
    addTokens(pair, tokens, definition.suffix(), pieces);
    addText(pair, "B");
    addTokens(pair, tokens, definition.suffix(), pieces);
    template.set("special_tokens", tokens);
    return template;
  }

  private static void addText(ArrayNode parts, String name) {
    parts.addObject().putObject("Sequence").put("id", name).put("type_id", 0);
  }

  private static void addTokens(
      ArrayNode parts, ObjectNode tokens, List<Integer> ids, List<Piece> pieces) {
    for (int id : ids) {
      String text = pieces.get(id).text();
      parts.addObject().putObject("SpecialToken").put("id", text).put("type_id", 0);
      ObjectNode token = tokens.putObject(text).put("id", text);
      token.putArray("ids").add(id);
      token.putArray("tokens").add(text);
    }
  }
}
