package org.precis.summarize;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.precis.model.ModelSpec;
import org.precis.model.ToyModel;
import org.precis.model.io.LoadedModel;

/**
 * A model that answers every source with one text, word by word, and lets a test play before each
 * step.
 */
public final class ScriptedModel {
  /** What happens before a step; may sleep or throw. */
  @FunctionalInterface
  public interface BeforeStep {
    void step() throws InterruptedException;
  }

  private final AtomicInteger summaries = new AtomicInteger();
  private final WordTokenizer tokenizer;
  private final ToyModel model;

  public ScriptedModel(String answer, BeforeStep before) {
    tokenizer = new WordTokenizer(answer);
    int[] target = tokenizer.encode(answer).ids();
    int size = tokenizer.vocabularySize();
    model =
        new ToyModel(
            new ModelSpec("toy", size, 0, 1, 2, Integer.MAX_VALUE),
            (source, prefix) -> {
              play(before);
              if (prefix.length == 1) {
                summaries.incrementAndGet();
              }
              float[] logits = new float[size];
              Arrays.fill(logits, -10);
              logits[target[Math.min(prefix.length - 1, target.length - 1)]] = 10;
              return logits;
            });
  }

  public ScriptedModel(String answer) {
    this(answer, () -> {});
  }

  private static void play(BeforeStep before) {
    try {
      before.step();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sources whose decoding has begun. */
  public int summaries() {
    return summaries.get();
  }

  /** The network, to look at its sessions. */
  public ToyModel model() {
    return model;
  }

  /** As an engine takes it. */
  public LoadedModel loaded() {
    Map<String, String> generation = Map.of("max_length", "64", "num_beams", "1");
    return new LoadedModel("scripted", "0123456789abcdef", "cpu", model, tokenizer, generation);
  }
}
