package org.precis.train.objective;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.IntToLongFunction;
import org.precis.model.counter.CounterNetwork;
import org.precis.train.data.Batch;
import org.precis.train.optim.Parameters;

/**
 * Shares the batches of a step among copies of a network, each on a device of its own: a batch of
 * the step goes to one copy, all copies work at the same time, and the first one gets the sum of
 * the gradients. So a step is the one that a single device would do on the same batches, up to the
 * order of sums, and to dropout: random numbers are seeded for all devices at once, so that runs
 * with dropout do not repeat. The first copy's weights are the ones that are updated and saved.
 */
public final class DataParallelObjective implements Objective {
  private final List<Copy> copies;
  private final ExecutorService workers;

  /**
   * A network on a device.
   *
   * @param objective of that network
   * @param parameters its weights
   */
  public record Copy(Objective objective, Parameters parameters) {

    /** All that is trained: the network, and what the objective trains beside it. */
    private List<Parameters> trained() {
      List<Parameters> all = new ArrayList<>(List.of(parameters));
      objective.beside().ifPresent(all::add);
      return all;
    }
  }

  /**
   * An objective.
   *
   * @param copies of one network with one objective, with equal weights; the first one leads
   */
  public DataParallelObjective(List<Copy> copies) {
    this.copies = List.copyOf(copies);
    workers =
        Executors.newFixedThreadPool(
            copies.size(),
            work -> {
              Thread thread = new Thread(work, "training");
              thread.setDaemon(true);
              return thread;
            });
  }

  private Copy first() {
    return copies.get(0);
  }

  @Override
  public void begin(long stepsDone) {
    copies.forEach(copy -> copy.objective().begin(stepsDone));
  }

  @Override
  public LossParts accumulate(List<Batch> step, StepTotals totals, IntToLongFunction seeds) {
    List<Future<List<LossParts>>> shares = new ArrayList<>();
    for (int first = 0; first < copies.size(); first++) {
      int from = first;
      shares.add(workers.submit(() -> share(from, step, totals, seeds)));
    }
    LossParts losses = LossParts.ZERO;
    for (LossParts part : await(shares)) {
      losses = losses.plus(part);
    }
    others(
        (own, copy) -> {
          own.addGradients(copy);
          copy.zeroGradients();
        });
    return losses;
  }

  /** Does something with the first copy's weights and those of each other copy. */
  private void others(BiConsumer<Parameters, Parameters> action) {
    List<Parameters> own = first().trained();
    for (Copy copy : copies.subList(1, copies.size())) {
      List<Parameters> its = copy.trained();
      for (int i = 0; i < own.size(); i++) {
        action.accept(own.get(i), its.get(i));
      }
    }
  }

  /** What one copy does: every n-th batch of the step. */
  private List<LossParts> share(
      int from, List<Batch> step, StepTotals totals, IntToLongFunction seeds) {
    List<LossParts> losses = new ArrayList<>();
    for (int i = from; i < step.size(); i += copies.size()) {
      losses.add(
          copies.get(from).objective().accumulate(step.get(i), totals, seeds.applyAsLong(i)));
    }
    return losses;
  }

  /** Waits for all of them, also where one has failed: no copy may still work when a step ends. */
  private static List<LossParts> await(List<Future<List<LossParts>>> shares) {
    List<LossParts> losses = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<List<LossParts>> share : shares) {
      try {
        losses.addAll(share.get());
      } catch (ExecutionException e) {
        failure =
            e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while devices were working", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return losses;
  }

  @Override
  public LossParts accumulate(Batch batch, StepTotals totals, long seed) {
    return first().objective().accumulate(batch, totals, seed);
  }

  @Override
  public LossParts measure(Batch batch, StepTotals totals) {
    return first().objective().measure(batch, totals);
  }

  @Override
  public Optional<CounterNetwork> counter() {
    return first().objective().counter();
  }

  @Override
  public void update() {
    first().objective().update();
    others((own, copy) -> copy.copyFrom(own));
  }

  @Override
  public void write(Path model, Path trainer) throws IOException {
    first().objective().write(model, trainer);
  }

  /**
   * Closes the objectives of copies, all of them also where one fails.
   *
   * @throws IOException of the first that failed
   */
  public static void closeAll(List<Copy> copies) throws IOException {
    IOException failure = null;
    for (Copy copy : copies) {
      try {
        copy.objective().close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    workers.shutdownNow();
    closeAll(copies);
  }
}
