package org.precis.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.precis.model.DecodeSession;
import org.precis.model.ModelException;
import org.precis.model.ModelSpec;
import org.precis.model.Seq2SeqModel;
import org.precis.model.io.LoadedModel;
import org.precis.text.DocumentParser;
import org.precis.text.TextFormat;

/** Engines whose device has no memory for a whole batch. */
class MemoryTest {
  private static final String ANSWER = "The river rose by two metres .";
  private static final String TEXT =
      "Der Fluss stieg am Montag um zwei Meter. Die Stadt schloss drei Brücken. Nummer ";

  /** A model for a few sources at once; of more, memory runs out as PyTorch says it. */
  private static final class Small implements Seq2SeqModel {
    private final Seq2SeqModel model;
    private final int most;
    private final List<Integer> batches = new ArrayList<>();

    Small(Seq2SeqModel model, int most) {
      this.model = model;
      this.most = most;
    }

    @Override
    public ModelSpec spec() {
      return model.spec();
    }

    @Override
    public synchronized DecodeSession start(List<int[]> sources) {
      batches.add(sources.size());
      if (sources.size() > most) {
        throw new ModelException(
            "the encoder failed",
            new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB"));
      }
      return model.start(sources);
    }

    synchronized List<Integer> batches() {
      return List.copyOf(batches);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private final CountDownLatch go = new CountDownLatch(1);
  private final ScriptedModel scripted = new ScriptedModel(ANSWER, go::await);

  private SummaryEngine open(Small model) throws InterruptedException {
    EngineConfig config =
        EngineConfig.parse("test", Map.of("model", "small", "checks", "false", "batchSize", "4"));
    LoadedModel loaded = scripted.loaded();
    SummaryEngine engine =
        SummaryEngine.open(
            config,
            () ->
                new LoadedModel(
                    loaded.name(),
                    loaded.hash(),
                    loaded.device(),
                    model,
                    loaded.tokenizer(),
                    loaded.generation()));
    assertTrue(engine.awaitModel(Duration.ofSeconds(30)));
    return engine;
  }

  private static SummaryJob submit(SummaryEngine engine, int number) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    return engine.submit(
        new SummaryRequest(
            new DocumentParser()
                .parse("d", "", TEXT + number + ".", TextFormat.PLAIN)
                .withLanguage("de"),
            SummaryOptions.parse(Map.of(), engine.config()),
            deadline));
  }

  /** A document alone, and then four in one batch, since they wait for the first. */
  private List<Summary> summaries(SummaryEngine engine) throws InterruptedException {
    List<SummaryJob> jobs = new ArrayList<>(List.of(submit(engine, 0)));
    while (engine.status().running() == 0) {
      Thread.sleep(5);
    }
    for (int i = 1; i <= 4; i++) {
      jobs.add(submit(engine, i));
    }
    go.countDown();
    return jobs.stream().map(job -> job.await(() -> false)).toList();
  }

  @Test
  void aBatchThatIsTooLargeIsHalved() throws Exception {
    Small model = new Small(scripted.model(), 2);
    try (SummaryEngine engine = open(model)) {
      for (Summary summary : summaries(engine)) {
        assertEquals(ANSWER, summary.text());
      }
      assertEquals(List.of(1, 4, 2, 2), model.batches());
      assertEquals(5, engine.status().modelSummaries());
    }
  }

  @Test
  void itIsHalvedDownToSingleDocuments() throws Exception {
    Small model = new Small(scripted.model(), 1);
    try (SummaryEngine engine = open(model)) {
      summaries(engine).forEach(summary -> assertEquals(ANSWER, summary.text()));
      assertEquals(List.of(1, 4, 2, 1, 1, 2, 1, 1), model.batches());
    }
  }

  @Test
  void aDocumentThatIsTooLargeAloneIsAnsweredByTheFallback() throws Exception {
    go.countDown();
    Small model = new Small(scripted.model(), 0);
    try (SummaryEngine engine = open(model)) {
      Summary summary = submit(engine, 1).await(() -> false);
      assertEquals(Summary.Status.FALLBACK, summary.status());
      assertEquals("error:memory", summary.reason());
      assertEquals(Summary.Source.EXTRACTIVE, summary.source());
      assertEquals(List.of(1), model.batches());
      // The answer may come a moment before the document counts as done.
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            while (engine.status().running() > 0) {
              Thread.sleep(5);
            }
          });
    }
  }
}
