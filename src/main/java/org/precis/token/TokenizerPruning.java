package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes pieces out of a tokenizer and numbers those that stay anew, in their order. A text whose
 * pieces all stay is cut into the same pieces as before.
 *
 * <p>Unigram: the best segmentation stays the best as others go; what a text without pieces costs
 * follows from the lowest score, so the piece with that score stays. Byte pairs: both halves of
 * every merge that makes a piece that stays do so too.
 */
public final class TokenizerPruning {
  private static final String TOKENIZER = "tokenizer.json";
  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

  private final TokenizerDefinition definition;
  private final ObjectNode root;
  private final BitSet kept = new BitSet();
  private int[] newIds = {};

  /**
   * A smaller tokenizer.
   *
   * @param files contents by file name: {@code tokenizer.json}, and those of the files beside it
   *     that the source has
   * @param kept ids that were kept, by their new ones
   */
  public record Pruned(Map<String, String> files, int[] kept) {
    public Pruned {
      files = Map.copyOf(files);
    }
  }

  private TokenizerPruning(TokenizerDefinition definition, ObjectNode root) {
    this.definition = definition;
    this.root = root;
  }

  /**
   * Prunes the tokenizer of a model directory.
   *
   * @param wanted ids that must stay; some more may
   * @throws TokenizerFormatException if its files cannot be used, or are of a family whose ids do
   *     not come from one table (Marian, M2M100)
   * @throws IllegalArgumentException if the tokenizer lacks a wanted id
   */
  public static Pruned of(Path directory, int[] wanted) {
    TokenizerFiles files = TokenizerFiles.of(directory);
    TokenizerDefinition definition = TokenizerLoader.definition(files);
    if (definition.lookup().isPresent()) {
      throw new TokenizerFormatException(
          directory
              + ": Marian's and M2M100's ids are in vocab.json, which is not pruned; the other families' tokenizers are (T5, mT5, umT5, LongT5, mBART, NLLB, Pegasus, BART, LED)");
    }
    byte[] json =
        files.has(TOKENIZER)
            ? files.read(TOKENIZER)
            : TokenizerExport.of(directory).orElseThrow().getBytes(StandardCharsets.UTF_8);
    TokenizerPruning pruning =
        new TokenizerPruning(definition, (ObjectNode) BoundedJson.object(TOKENIZER, json));
    pruning.choose(wanted);
    Map<String, String> written = new TreeMap<>(pruning.besides(files));
    written.put(TOKENIZER, pruning.write());
    return new Pruned(written, pruning.kept.stream().toArray());
  }

  private void choose(int[] wanted) {
    int size = definition.vocabulary().size();
    for (int id : wanted) {
      if (id < 0 || id >= size) {
        throw new IllegalArgumentException(
            "the tokenizer has no piece %d that could be kept; it has %d".formatted(id, size));
      }
      kept.set(id);
    }
    root.path("added_tokens").forEach(token -> kept.set(token.path("id").intValue()));
    List<String> texts = definition.vocabulary().texts();
    for (int id = 0; id < size; id++) {
      if (BYTE.matcher(texts.get(id)).matches()) {
        kept.set(id);
      }
    }
    if (definition.segmentation() instanceof Segmentation.Unigram unigram) {
      kept.set(unigram.unknownId());
      kept.set(lowestScore());
    } else if (definition.segmentation() instanceof Segmentation.BytePairs pairs) {
      pairs.unknownId().ifPresent(kept::set);
      keepHalves(pairs.merges(), texts);
    }
    newIds = new int[size];
    Arrays.fill(newIds, -1);
    int next = 0;
    for (int id = kept.nextSetBit(0); id >= 0; id = kept.nextSetBit(id + 1)) {
      newIds[id] = next++;
    }
  }

  private int lowestScore() {
    JsonNode table = root.path("model").path("vocab");
    int lowest = 0;
    for (int id = 1; id < table.size(); id++) {
      if (score(table, id) < score(table, lowest)) {
        lowest = id;
      }
    }
    return lowest;
  }

  private static double score(JsonNode table, int id) {
    return table.path(id).path(1).doubleValue();
  }

  private void keepHalves(List<Merge> merges, List<String> texts) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < texts.size(); id++) {
      ids.put(texts.get(id), id);
    }
    Map<String, Set<Integer>> halves = new HashMap<>();
    for (Merge merge : merges) {
      Set<Integer> of = halves.computeIfAbsent(merge.result(), result -> new HashSet<>());
      of.add(ids.get(merge.left()));
      of.add(ids.get(merge.right()));
    }
    if (definition.byteLevel()) {
      // All 256 bytes, so that any text can be written.
      ids.forEach(
          (text, id) -> {
            if (text.length() == 1) {
              kept.set(id);
            }
          });
    }
    Deque<Integer> open = new ArrayDeque<>(kept.stream().boxed().toList());
    while (!open.isEmpty()) {
      for (int half : halves.getOrDefault(texts.get(open.pop()), Set.of())) {
        if (!kept.get(half)) {
          kept.set(half);
          open.push(half);
        }
      }
    }
  }

  private String write() {
    ObjectNode model = (ObjectNode) root.get("model");
    if (definition.segmentation() instanceof Segmentation.Unigram unigram) {
      model.put("unk_id", newIds[unigram.unknownId()]);
      ArrayNode pieces = JsonNodeFactory.instance.arrayNode();
      for (int id = 0; id < model.get("vocab").size(); id++) {
        if (kept.get(id)) {
          pieces.add(model.get("vocab").get(id));
        }
      }
      model.set("vocab", pieces);
    } else if (definition.segmentation() instanceof Segmentation.BytePairs pairs) {
      writePairs(model, pairs.merges());
    }
    ArrayNode added = JsonNodeFactory.instance.arrayNode();
    root.path("added_tokens").forEach(token -> added.add(renumbered(token, "id")));
    root.set("added_tokens", added);
    root.putNull("truncation").putNull("padding");
    renumberProcessor(root.path("post_processor"));
    return root.toString();
  }

  private void writePairs(ObjectNode model, List<Merge> merges) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    model
        .get("vocab")
        .fields()
        .forEachRemaining(
            piece -> {
              if (kept.get(piece.getValue().intValue())) {
                table.put(piece.getKey(), newIds[piece.getValue().intValue()]);
              }
            });
    model.set("vocab", table);
    ArrayNode steps = model.putArray("merges");
    for (Merge merge : merges) {
      if (table.has(merge.result()) && table.has(merge.left()) && table.has(merge.right())) {
        steps.add(merge.left() + " " + merge.right());
      }
    }
  }

  private JsonNode renumbered(JsonNode token, String key) {
    return ((ObjectNode) token.deepCopy()).put(key, newIds[token.get(key).intValue()]);
  }

  /** Ids of the tokens that a text stands between. */
  private void renumberProcessor(JsonNode processor) {
    processor.path("processors").forEach(this::renumberProcessor);
    processor.path("special_tokens").forEach(token -> renumber((ArrayNode) token.get("ids")));
    for (String role : List.of("cls", "sep")) {
      if (processor.path(role) instanceof ArrayNode pair) {
        pair.set(1, IntNode.valueOf(newIds[pair.get(1).intValue()]));
      }
    }
  }

  private void renumber(ArrayNode ids) {
    for (int i = 0; i < ids.size(); i++) {
      ids.set(i, IntNode.valueOf(newIds[ids.get(i).intValue()]));
    }
  }

  /** The settings beside the tokenizer, with the new ids of the tokens that they number. */
  private Map<String, String> besides(TokenizerFiles files) {
    Map<String, String> besides = new TreeMap<>();
    for (String name :
        List.of(TokenizerConfig.CONFIG, TokenizerConfig.SPECIAL, TokenizerConfig.ADDED)) {
      if (files.has(name)) {
        ObjectNode content = (ObjectNode) BoundedJson.object(name, files.read(name));
        if (name.equals(TokenizerConfig.CONFIG)) {
          renumberKeys(content);
        } else if (name.equals(TokenizerConfig.ADDED)) {
          content.properties().forEach(token -> token.setValue(renumbered(token.getValue())));
        }
        besides.put(name, content.toPrettyString());
      }
    }
    return besides;
  }

  private JsonNode renumbered(JsonNode id) {
    return IntNode.valueOf(newIds[id.intValue()]);
  }

  private void renumberKeys(ObjectNode config) {
    if (!definition.byteLevel()) {
      // tokenizer.json says it too; at this key Hugging Face asks for the SentencePiece model.
      config.remove("add_prefix_space");
    }
    if (config.path("added_tokens_decoder") instanceof ObjectNode tokens) {
      ObjectNode renumbered = config.putObject("added_tokens_decoder");
      tokens
          .fields()
          .forEachRemaining(
              token -> {
                int id = Integer.parseInt(token.getKey());
                if (kept.get(id)) {
                  renumbered.set(Integer.toString(newIds[id]), token.getValue());
                }
              });
    }
  }
}
