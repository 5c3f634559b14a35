package org.precis.train.across;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedNetwork;
import org.precis.model.io.ModelLoader;
import org.precis.train.across.AcrossSettings.AlignmentLoss;
import org.precis.train.across.AcrossSettings.Negatives;
import org.precis.train.data.Batch;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.BatchPosition;
import org.precis.train.data.PreparedData;
import org.precis.train.objective.LossParts;
import org.precis.train.objective.Objective;
import org.precis.train.objective.StepTotals;

/**
 * {@link AcrossObjective} with the teacher that it needs. Closing frees the teacher. Not
 * thread-safe.
 */
public final class Across implements Objective {
  private static final int HASH_DIGITS = 16;

  private final LoadedNetwork loaded;
  private final Optional<CachedTeacher> cached;
  private final AcrossObjective objective;

  private Across(LoadedNetwork loaded, Optional<CachedTeacher> cached, AcrossObjective objective) {
    this.loaded = loaded;
    this.cached = cached;
    this.objective = objective;
  }

  /**
   * Where a training stands in its data.
   *
   * @param data its pairs
   * @param order in which they come
   * @param position how far they are done
   */
  public record Place(PreparedData data, BatchOrder order, BatchPosition position) {}

  /**
   * Loads a teacher and has it read all documents.
   *
   * @param folder the teacher's Hugging Face directory
   * @param device where it runs
   * @param cache where what it says is kept, in a folder of its own
   * @param progress told how many documents are read
   * @throws IOException if the cache or a file of the models cannot be used
   * @throws IllegalArgumentException if teacher and student do not fit, or there is no document in
   *     the teacher's language
   */
  public static Across open(
      AcrossSettings settings,
      Path folder,
      String device,
      Path cache,
      Student student,
      Place place,
      LongConsumer progress)
      throws IOException {
    LoadedNetwork loaded = ModelLoader.loadNetwork(folder, device, LoadOptions.DEFAULT);
    Optional<CachedTeacher> cached = Optional.empty();
    boolean opened = false;
    try {
      NDManager manager = loaded.model().manager();
      ForcedNetwork network = student.teacher(loaded, folder);
      Teacher teacher = new LiveTeacher(network, settings.pooling(), manager);
      if (settings.cached()) {
        String name =
            "teacher-%s-%s".formatted(loaded.hash().substring(0, HASH_DIGITS), settings.pooling());
        cached =
            Optional.of(
                new CachedTeacher(
                    teacher, network.widths(), settings.pooling(), cache.resolve(name), manager));
        teacher = cached.get();
      }
      PairedDocuments documents =
          PairedDocuments.of(place.data().train(), place.data().languages(), settings.language());
      TeacherSide side =
          new TeacherSide(
              settings, teacher, documents, sampler(settings, documents, place), manager, progress);
      AcrossObjective objective = new AcrossObjective(settings, student, side, manager);
      opened = true;
      return new Across(loaded, cached, objective);
    } finally {
      if (!opened) {
        if (cached.isPresent()) {
          cached.get().close();
        }
        loaded.close();
      }
    }
  }

  private static NegativeSampler sampler(
      AcrossSettings settings, PairedDocuments documents, Place place) {
    int count = settings.contrast().count();
    if (settings.contrast().negatives() == Negatives.BANK
        || !settings.uses(AlignmentLoss.CONTRAST)) {
      return new BankSampler(documents.size(), count);
    }
    return QueueSampler.replay(count, place.order(), place.position(), documents);
  }

  @Override
  public void begin(long stepsDone) {
    objective.begin(stepsDone);
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    return objective.accumulate(batch, totals, seed);
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    return objective.measure(batch, totals);
  }

  @Override
  public void close() throws IOException {
    try {
      if (cached.isPresent()) {
        cached.get().close();
      }
    } finally {
      loaded.close();
    }
  }
}
