package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A T5 checkpoint whose weights were thought out instead of trained: it reads what a document is
 * about and recites a text that it knows by heart, so that the whole line from a Hugging Face
 * directory to the response can be tested with summaries that make sense.
 *
 * <p>Every token's embedding is a dimension of its own. Cross-attention weighs all source tokens
 * alike and adds the topics' shares to the state; the output projection turns a topic into the
 * first phrase of its text and every phrase into the next one. Phrases are single tokens, each in
 * one text only.
 */
public final class HandmadeCheckpoint {
  /** What the model says of a document that mentions none of its topics. */
  public static final String NOTHING_KNOWN = "A report of local interest was published this week.";

  /** Words of a topic in a source, and the phrases of its text. */
  public record Topic(List<String> words, List<String> phrases) {

    /** The text that the model recites. */
    public String text() {
      return String.join(" ", phrases);
    }
  }

  /** What the model knows. The last ones are texts that the checks must find. */
  public static final Map<String, Topic> TOPICS = topics();

  private static final int PAD = 0;
  private static final int EOS = 1;
  private static final int UNKNOWN = 2;
  private static final float NEXT = 10;
  private static final float TOPIC_SHARE = 0.05f;

  /** Log probabilities of pieces; a phrase must never be chosen for a source. */
  private static final double WORD = -5;

  private static final double PHRASE = -50;

  private final List<String> pieces = new ArrayList<>(List.of("<pad>", "</s>", "<unk>", "▁"));
  private final Map<Integer, Integer> next = new LinkedHashMap<>();
  private final Map<Integer, Integer> topicOf = new LinkedHashMap<>();
  private final List<Integer> firstPhrases = new ArrayList<>();

  private HandmadeCheckpoint() {
    for (Topic topic : TOPICS.values()) {
      for (String word : topic.words()) {
        topicOf.put(pieces.size(), firstPhrases.size());
        pieces.add(word);
      }
      firstPhrases.add(addPhrases(topic.phrases()));
    }
    next.put(PAD, addPhrases(List.of("A report", "of local interest", "was published this week.")));
  }

  private int addPhrases(List<String> phrases) {
    int first = pieces.size();
    for (String phrase : phrases) {
      next.put(pieces.size(), pieces.size() + 1);
      pieces.add("▁" + phrase);
    }
    next.put(pieces.size() - 1, EOS);
    return first;
  }

  private static Map<String, Topic> topics() {
    Map<String, Topic> topics = new LinkedHashMap<>();
    topics.put(
        "harbour",
        new Topic(
            List.of("▁harbour", "▁Hafen", "▁порт"),
            List.of("The council", "argued about", "the cost of", "the harbour plan.")));
    topics.put(
        "geothermal",
        new Topic(
            List.of("▁géothermique", "▁géothermie"),
            List.of("A geothermal plant", "in Mulhouse", "now heats", "5,200 homes.")));
    topics.put(
        "cycle path",
        new Topic(
            List.of("自転車道"),
            List.of("An old railway bridge", "in Gotsu", "has become", "a cycle path.")));
    topics.put(
        "sensor",
        new Topic(
            List.of("▁सेंसर", "▁संवेदक"),
            List.of("A start-up from Patna", "sells a cheap sensor", "that warns of damp grain.")));
    topics.put(
        "budget",
        new Topic(
            List.of("▁budget"),
            List.of("The mayor promised", "exactly 98,765 new jobs", "in the coming year.")));
    topics.put(
        "school",
        new Topic(
            List.of("▁school"),
            List.of("La ville", "a décidé de", "construire une nouvelle école", "au printemps.")));
    topics.put(
        "market",
        new Topic(List.of("▁market"), List.of("The market hall will", "be repaired before the")));
    return topics;
  }

  /** Writes the checkpoint with its tokenizer into a directory, which is made if there is none. */
  public static Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    HandmadeCheckpoint checkpoint = new HandmadeCheckpoint();
    SafeTensorsWriter.write(directory.resolve("model.safetensors"), checkpoint.tensors());
    ObjectMapper mapper = new ObjectMapper();
    var writer = mapper.writerWithDefaultPrettyPrinter();
    writer.writeValue(directory.resolve("config.json").toFile(), checkpoint.config(mapper));
    writer.writeValue(directory.resolve("tokenizer.json").toFile(), checkpoint.tokenizer(mapper));
    return directory;
  }

  private int width() {
    return pieces.size() + TOPICS.size();
  }

  private ObjectNode config(ObjectMapper mapper) {
    ObjectNode config = mapper.createObjectNode();
    config.putArray("architectures").add("MT5ForConditionalGeneration");
    return config
        .put("model_type", "mt5")
        .put("is_encoder_decoder", true)
        .put("vocab_size", pieces.size())
        .put("d_model", width())
        .put("d_kv", TOPICS.size())
        .put("d_ff", 1)
        .put("num_layers", 1)
        .put("num_decoder_layers", 1)
        .put("num_heads", 1)
        .put("feed_forward_proj", "relu")
        .put("tie_word_embeddings", false)
        .put("pad_token_id", PAD)
        .put("eos_token_id", EOS)
        .put("decoder_start_token_id", PAD);
  }

  private List<SafeTensorsWriter.Tensor> tensors() {
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    float[][] embeddings = new float[pieces.size()][width()];
    float[][] head = new float[pieces.size()][width()];
    for (int id = 0; id < pieces.size(); id++) {
      // The start token hardly speaks, so that a topic is heard where there is one.
      embeddings[id][id] = id == PAD ? 1e-4f : 1;
    }
    next.forEach((from, to) -> head[to][from] = NEXT);
    for (int topic = 0; topic < firstPhrases.size(); topic++) {
      head[firstPhrases.get(topic)][pieces.size() + topic] = NEXT;
    }
    float[][] values = new float[TOPICS.size()][width()];
    topicOf.forEach((token, topic) -> values[topic][token] = TOPIC_SHARE);
    float[][] out = new float[width()][TOPICS.size()];
    for (int topic = 0; topic < TOPICS.size(); topic++) {
      out[pieces.size() + topic][topic] = 1;
    }
    tensors.add(tensor("shared.weight", embeddings));
    tensors.add(tensor("lm_head.weight", head));
    for (String stack : List.of("encoder", "decoder")) {
      String block = stack + ".block.0.layer.";
      zeros(tensors, block + "0.SelfAttention.", TOPICS.size());
      tensors.add(
          tensor(block + "0.SelfAttention.relative_attention_bias.weight", new float[32][1]));
      boolean decoder = stack.equals("decoder");
      for (int layer = 0; layer < (decoder ? 3 : 2); layer++) {
        tensors.add(vector(block + layer + ".layer_norm.weight"));
      }
      String inner = block + (decoder ? 2 : 1) + ".DenseReluDense.";
      tensors.add(tensor(inner + "wi.weight", new float[1][width()]));
      tensors.add(tensor(inner + "wo.weight", new float[width()][1]));
      tensors.add(vector(stack + ".final_layer_norm.weight"));
    }
    String cross = "decoder.block.0.layer.1.EncDecAttention.";
    tensors.add(tensor(cross + "q.weight", new float[TOPICS.size()][width()]));
    tensors.add(tensor(cross + "k.weight", new float[TOPICS.size()][width()]));
    tensors.add(tensor(cross + "v.weight", values));
    tensors.add(tensor(cross + "o.weight", out));
    return tensors;
  }

  private void zeros(List<SafeTensorsWriter.Tensor> tensors, String attention, int inner) {
    for (String part : List.of("q", "k", "v")) {
      tensors.add(tensor(attention + part + ".weight", new float[inner][width()]));
    }
    tensors.add(tensor(attention + "o.weight", new float[width()][inner]));
  }

  private static SafeTensorsWriter.Tensor tensor(String name, float[][] rows) {
    int columns = rows[0].length;
    return new SafeTensorsWriter.Tensor(
        name,
        new Shape(rows.length, columns),
        (piece, first) -> {
          for (long i = first; piece.hasRemaining(); i++) {
            piece.put(rows[(int) (i / columns)][(int) (i % columns)]);
          }
        });
  }

  private SafeTensorsWriter.Tensor vector(String name) {
    return new SafeTensorsWriter.Tensor(
        name,
        new Shape(width()),
        (piece, first) -> {
          while (piece.hasRemaining()) {
            piece.put(1);
          }
        });
  }

  private ObjectNode tokenizer(ObjectMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    json.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    for (int id : new int[] {PAD, EOS, UNKNOWN}) {
      added
          .addObject()
          .put("id", id)
          .put("content", pieces.get(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    json.putNull("normalizer");
    for (String part : List.of("pre_tokenizer", "decoder")) {
      json.putObject(part)
          .put("type", "Metaspace")
          .put("replacement", "▁")
          .put("prepend_scheme", "always")
          .put("split", true);
    }
    ObjectNode template = json.putObject("post_processor").put("type", "TemplateProcessing");
    for (String kind : List.of("single", "pair")) {
      ArrayNode sequence = template.putArray(kind);
      for (String name : kind.equals("single") ? List.of("A") : List.of("A", "B")) {
        sequence.addObject().putObject("Sequence").put("id", name).put("type_id", 0);
      }
      sequence.addObject().putObject("SpecialToken").put("id", "</s>").put("type_id", 0);
    }
    ObjectNode end = template.putObject("special_tokens").putObject("</s>").put("id", "</s>");
    end.putArray("ids").add(EOS);
    end.putArray("tokens").add("</s>");
    ObjectNode model = json.putObject("model").put("type", "Unigram").put("unk_id", UNKNOWN);
    ArrayNode vocabulary = model.putArray("vocab");
    for (int id = 0; id < pieces.size(); id++) {
      boolean word = id == pieces.indexOf("▁") || topicOf.containsKey(id);
      vocabulary.addArray().add(pieces.get(id)).add(id <= UNKNOWN ? 0 : word ? WORD : PHRASE);
    }
    model.put("byte_fallback", false);
    return json;
  }
}
