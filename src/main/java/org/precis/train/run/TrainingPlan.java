package org.precis.train.run;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.precis.model.pgnet.PointerNetwork;
import org.precis.model.transformer.TransformerNetwork;
import org.precis.train.config.TrainConfig;
import org.precis.train.data.BatchOrder;
import org.precis.train.data.TokenStore;
import org.precis.train.optim.Schedule;

/** What a training would do, in words and numbers, without doing it. */
public final class TrainingPlan {
  private static final long MEGABYTE = 1 << 20;
  private static final int SCHEDULE_POINTS = 5;

  private final TrainConfig config;
  private final TrainingRun run;
  private final StringBuilder text = new StringBuilder();

  private TrainingPlan(TrainConfig config, TrainingRun run) {
    this.config = config;
    this.run = run;
  }

  /** The plan of an opened training. */
  public static String of(TrainConfig config, TrainingRun run) {
    TrainingPlan plan = new TrainingPlan(config, run);
    plan.model();
    plan.data();
    plan.batches();
    plan.schedule();
    plan.disk();
    return plan.text.toString();
  }

  private void model() {
    line(
        "model",
        "%s (%s), %.1f M weights, %.1f M trained",
        config.model(),
        run.model().model().spec().modelType(),
        run.model().parameters() / 1e6,
        run.parameters().size() / 1e6);
    line(
        "start",
        run.start().step() == 0 ? "from the beginning" : "goes on after step %d",
        run.start().step());
  }

  private void data() {
    var report = run.data().report();
    line(
        "rows",
        "%d read, %d bad, dropped %s, cut %d sources and %d targets",
        report.path("rows").asLong(),
        report.path("bad_rows").asLong(),
        report.path("dropped"),
        report.path("truncated_sources").asLong(),
        report.path("truncated_targets").asLong());
    report
        .path("splits")
        .fields()
        .forEachRemaining(
            split ->
                line(
                    split.getKey(),
                    "%d pairs; source tokens %s; target tokens %s; languages %s",
                    split.getValue().path("examples").asLong(),
                    split.getValue().path("source_tokens"),
                    split.getValue().path("target_tokens"),
                    split.getValue().path("languages")));
  }

  private void batches() {
    BatchOrder order = run.order();
    List<int[]> epoch = order.epoch(0);
    TokenStore store = order.store();
    long real = 0;
    long padded = 0;
    long most = 0;
    for (int[] batch : epoch) {
      long source = 0;
      long target = 0;
      for (int example : batch) {
        source = Math.max(source, store.sourceLength(example));
        target = Math.max(target, store.targetLength(example));
        real += store.sourceLength(example) + store.targetLength(example);
      }
      padded += batch.length * (source + target);
      most = Math.max(most, activations(batch.length, source, target));
    }
    int accumulation = config.trainer().accumulation();
    line(
        "batches",
        "%d an epoch of up to %d tokens, %.1f %% of them padding; %d a step: %.0f tokens, %.1f pairs",
        epoch.size(),
        config.maxTokens(),
        100.0 * (padded - real) / padded,
        accumulation,
        (double) real / epoch.size() * accumulation,
        (double) store.size() / epoch.size() * accumulation);
    line(
        "steps",
        "%d, that is %.2f epochs",
        config.trainer().steps(),
        (double) config.trainer().steps() * accumulation / epoch.size());
    memory(most);
  }

  private long activations(long batch, long source, long target) {
    return run.model().model().network() instanceof PointerNetwork pointer
        ? MemoryEstimate.activations(pointer.config(), batch, source, target)
        : MemoryEstimate.activations(
            ((TransformerNetwork) run.model().model().network()).config(),
            batch,
            source,
            target,
            config.recompute());
  }

  private void memory(long activations) {
    MemoryEstimate memory =
        new MemoryEstimate(
            run.model().parameters() * Float.BYTES,
            run.parameters().size() * Float.BYTES,
            run.optimizerSize() * Float.BYTES,
            activations);
    line(
        "memory",
        "about %d MB: weights %d, gradients %d, optimizer %d, values for the backward pass %d",
        memory.total() / MEGABYTE,
        memory.weights() / MEGABYTE,
        memory.gradients() / MEGABYTE,
        memory.optimizer() / MEGABYTE,
        memory.activations() / MEGABYTE);
  }

  private void schedule() {
    Schedule schedule = config.schedule();
    StringBuilder rates = new StringBuilder();
    for (int i = 0; i <= SCHEDULE_POINTS; i++) {
      long step = schedule.totalSteps() * i / SCHEDULE_POINTS;
      rates.append(
          String.format(Locale.ROOT, "%s%d: %.3g", i == 0 ? "" : ", ", step, schedule.at(step)));
    }
    line(
        "schedule",
        "%s, %d steps of warm-up, highest rate %.3g; at step %s",
        schedule.kind(),
        schedule.warmupSteps(),
        schedule.peak(),
        rates);
  }

  private void disk() {
    long one = (run.model().parameters() + run.optimizerSize()) * Float.BYTES / MEGABYTE;
    int kept = config.trainer().keepBest() + 1;
    line(
        "checkpoints",
        "%s: up to %d of %d MB each, and one more while it is written; %d MB are free",
        config.output(),
        kept,
        one,
        config.output().toFile().getUsableSpace() / MEGABYTE);
  }

  private void line(String what, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-12s" + format + "%n", prepend(what, values)));
  }

  private static Object[] prepend(String what, Object[] values) {
    Object[] all = new Object[values.length + 1];
    all[0] = what;
    System.arraycopy(values, 0, all, 1, values.length);
    return all;
  }

  /** Number of values in some tensors. */
  static long size(Iterable<NDArray> tensors) {
    long size = 0;
    for (NDArray tensor : tensors) {
      size += tensor.size();
    }
    return size;
  }
}
