package org.precis.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes a tokenizer of other files as the {@code tokenizer.json} that gives the same ids, for
 * programs that read that file only.
 */
public final class TokenizerExport {
  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final TokenizerDefinition definition;

  private TokenizerExport(TokenizerDefinition definition) {
    this.definition = definition;
  }

  /**
   * The content of the file.
   *
   * @param directory a model directory that {@link TokenizerLoader} loads
   * @return empty if no such file gives the same ids and texts: Marian has a model for sources and
   *     one for targets; M2M100's may find pieces that its vocabulary lacks, or the reverse
   * @throws TokenizerFormatException if a file breaks a rule
   */
  public static Optional<String> of(Path directory) {
    TokenizerDefinition definition = TokenizerLoader.definition(TokenizerFiles.of(directory));
    boolean whole =
        definition.vocabulary().isOneTable()
            && definition.lookup().map(lookup -> !lookup.twoModels()).orElse(true);
    return whole ? Optional.of(new TokenizerExport(definition).write()) : Optional.empty();
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
    root.set("post_processor", postProcessor(pieces));
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

  private ObjectNode postProcessor(List<Piece> pieces) {
    return definition.byteLevel() ? roberta(pieces) : template(pieces);
  }

  /** What byte-level tokenizers have, which also trims the offsets. */
  private ObjectNode roberta(List<Piece> pieces) {
    int start = definition.prefix().get(0);
    int end = definition.suffix().get(0);
    ObjectNode roberta = json.objectNode().put("type", "RobertaProcessing");
    roberta.putArray("sep").add(pieces.get(end).text()).add(end);
    roberta.putArray("cls").add(pieces.get(start).text()).add(start);
    return roberta
        .put("trim_offsets", true)
        .set("add_prefix_space", definition.preTokenizer().path("add_prefix_space"));
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
