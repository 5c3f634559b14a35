package org.precis.summarize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.precis.model.ModelSpec;
import org.precis.model.SentenceCounter;
import org.precis.model.ToyModel;
import org.precis.model.io.LoadedModel;
import org.precis.model.session.OutputVocabulary;

/**
 * A model that says what it knows of the first topic that a source mentions, and lets a test play
 * before each step.
 */
final class TopicModel {
  /** What happens before a step of a source; may sleep or throw. */
  @FunctionalInterface
  interface BeforeStep {
    void step(String topic) throws InterruptedException;
  }

  private static final int END = 1;

  private final WordTokenizer tokenizer;
  private final ToyModel model;
  private final Map<String, String> generation = new HashMap<>();
  private final ConcurrentLinkedQueue<String> summaries = new ConcurrentLinkedQueue<>();

  /**
   * @param marked whether the model ends each sentence with its end token
   * @param answers sentences by topic, a word
   */
  TopicModel(Map<String, List<String>> answers, boolean marked, BeforeStep before) {
    Map<String, List<String>> sorted = new TreeMap<>(answers);
    String[] known =
        sorted.entrySet().stream()
            .flatMap(e -> Stream.concat(Stream.of(e.getKey()), e.getValue().stream()))
            .toArray(String[]::new);
    tokenizer = new WordTokenizer(known);
    Map<Integer, String> topics = new HashMap<>();
    sorted.keySet().forEach(topic -> topics.put(tokenizer.encode(topic).ids()[0], topic));
    Map<String, int[]> targets = new HashMap<>();
    sorted.forEach((topic, sentences) -> targets.put(topic, target(sentences, marked)));
    int size = tokenizer.vocabularySize();
    model =
        new ToyModel(
            new ModelSpec("toy", size, 0, END, 2, Integer.MAX_VALUE),
            (source, prefix) -> {
              String topic =
                  Arrays.stream(source)
                      .filter(topics::containsKey)
                      .mapToObj(topics::get)
                      .findFirst()
                      .orElseThrow();
              play(before, topic);
              if (prefix.length == 1) {
                summaries.add(topic);
              }
              int[] target = targets.get(topic);
              float[] logits = new float[size];
              Arrays.fill(logits, -10);
              logits[target[Math.min(prefix.length - 1, target.length - 1)]] = 10;
              return logits;
            });
    generation.putAll(Map.of("max_length", "64", "num_beams", "2"));
    if (marked) {
      generation.put(LoadedModel.SENTENCE_END, Integer.toString(END));
    }
  }

  private int[] target(List<String> sentences, boolean marked) {
    List<Integer> ids = new ArrayList<>();
    for (String sentence : sentences) {
      Arrays.stream(tokenizer.encode(sentence).ids()).filter(id -> id != END).forEach(ids::add);
      if (marked) {
        ids.add(END);
      }
    }
    if (!marked) {
      ids.add(END);
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void play(BeforeStep before, String topic) {
    try {
      before.step(topic);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, made to read so many first sentences, one by one. */
  TopicModel readingSentences(int count) {
    generation.put(LoadedModel.LEAD_SENTENCES, Integer.toString(count));
    return this;
  }

  /** Topics whose decoding has begun, in order. */
  List<String> summaries() {
    return List.copyOf(summaries);
  }

  /** Batches that were decoded. */
  int batches() {
    return model.sessions().size();
  }

  /** As an engine takes it. */
  LoadedModel loaded() {
    return new LoadedModel("topics", "0123456789abcdef", "cpu", model, tokenizer, generation);
  }

  /** As an engine takes it, with a counter. */
  LoadedModel loaded(SentenceCounter counter) {
    return new LoadedModel(
        "topics",
        "0123456789abcdef",
        "cpu",
        model,
        tokenizer,
        generation,
        OutputVocabulary.all(model.spec()),
        Optional.of(counter));
  }
}
