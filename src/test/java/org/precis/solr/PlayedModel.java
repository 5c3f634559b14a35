package org.precis.solr;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.precis.model.DecodeSession;
import org.precis.model.ModelSpec;
import org.precis.model.Seq2SeqModel;
import org.precis.model.io.LoadedModel;
import org.precis.summarize.EngineConfig;
import org.precis.summarize.ScriptedModel;
import org.precis.summarize.SummaryEngine;

/**
 * The model of the engine {@code played} in the test configset: answers every document with {@link
 * #ANSWER}, after whatever a test lets happen. Counts how often it was loaded and freed.
 */
final class PlayedModel {
  static final String ANSWER = "The harbour town opened a new bridge across the river on Monday .";

  private static final ScriptedModel.BeforeStep NOTHING = () -> {};

  private final AtomicInteger loaded = new AtomicInteger();
  private final AtomicInteger freed = new AtomicInteger();
  private volatile ScriptedModel.BeforeStep mood = NOTHING;

  /** Engines of which {@code played} has this model, to be put into a node's object cache. */
  SharedEngines engines() {
    return new SharedEngines(this::open);
  }

  private SummaryEngine open(EngineConfig config) {
    return config.name().equals("played")
        ? SummaryEngine.open(config, this::load)
        : SummaryEngine.open(config);
  }

  private LoadedModel load() {
    loaded.incrementAndGet();
    LoadedModel scripted = new ScriptedModel(ANSWER, () -> mood.step()).loaded();
    return new LoadedModel(
        scripted.name(),
        scripted.hash(),
        scripted.device(),
        new Counted(scripted.model()),
        scripted.tokenizer(),
        scripted.generation());
  }

  /** What happens before each step from now on. */
  void mood(ScriptedModel.BeforeStep before) {
    mood = before;
  }

  /** The model answers at once again. */
  void calm() {
    mood = NOTHING;
  }

  int loaded() {
    return loaded.get();
  }

  int freed() {
    return freed.get();
  }

  private final class Counted implements Seq2SeqModel {
    private final Seq2SeqModel model;

    private Counted(Seq2SeqModel model) {
      this.model = model;
    }

    @Override
    public ModelSpec spec() {
      return model.spec();
    }

    @Override
    public DecodeSession start(List<int[]> sources) {
      return model.start(sources);
    }

    @Override
    public void close() {
      model.close();
      freed.incrementAndGet();
    }
  }
}
