package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.precis.model.transformer.OutputHead;

/**
 * A teacher that remembers on the disk what another one said of a lesson's content: pooled encoder
 * states, and rows before the head, a few hundred kilobytes of a lesson where the distributions
 * would take tens of megabytes. A lesson that is new is asked of the other one along with all new
 * ones of its batch, so its last bits may depend on the batch that it first came in. Whoever made
 * it closes it. Not thread-safe.
 */
final class CachedTeacher implements Teacher, Closeable {
  private final Teacher teacher;
  private final Pooling pooling;
  private final NDManager manager;
  private final StateWidths widths;
  private final StateCache documents;
  private final StateCache rows;

  /**
   * A cache over a teacher.
   *
   * @param widths of the teacher's states
   * @param folder where its files are; of one teacher and one pooling
   * @param manager owner of tensors on their way
   * @throws IOException if the files cannot be used
   */
  CachedTeacher(
      Teacher teacher, StateWidths widths, Pooling pooling, Path folder, NDManager manager)
      throws IOException {
    this.teacher = teacher;
    this.pooling = pooling;
    this.manager = manager;
    this.widths = widths;
    documents = new StateCache(folder.resolve("documents.states"), widths.encoder());
    boolean opened = false;
    try {
      rows = new StateCache(folder.resolve("summaries.states"), widths.unit());
      opened = true;
    } finally {
      if (!opened) {
        documents.close();
      }
    }
  }

  @Override
  public OutputHead head() {
    return teacher.head();
  }

  @Override
  public NDArray documents(List<Lesson> lessons) {
    return remembered(
        new Kind(
            documents, Lesson::documentKey, teacher::documents, one -> 1, one -> widths.encoder()),
        lessons);
  }

  @Override
  public NDArray rows(List<Lesson> lessons) {
    return remembered(
        new Kind(rows, Lesson::key, teacher::rows, one -> one.summary().length, widths::row),
        lessons);
  }

  @Override
  public NDArray summaries(List<Lesson> lessons) {
    NDArray states = rows(lessons);
    NDList pooled = new NDList();
    long from = 0;
    for (Lesson lesson : lessons) {
      int length = lesson.summary().length;
      NDArray own =
          states
              .get("%d:%d,:%d".formatted(from, from + length, widths.decoder()))
              .reshape(1, length, widths.decoder());
      pooled.add(pooling.pool(own, new int[] {length}));
      from += length;
    }
    return NDArrays.concat(pooled);
  }

  /**
   * A kind of answer.
   *
   * @param cache where it is kept
   * @param key by which
   * @param ask for answers that are new
   * @param count rows of a lesson's answer
   * @param width of each of them
   */
  private record Kind(
      StateCache cache,
      Function<Lesson, String> key,
      Function<List<Lesson>, NDArray> ask,
      ToIntFunction<Lesson> count,
      ToIntFunction<Lesson> width) {}

  /** What is kept for lessons, lesson after lesson; narrow rows end in zeros. */
  private NDArray remembered(Kind kind, List<Lesson> lessons) {
    remember(kind, lessons);
    int count = lessons.stream().mapToInt(kind.count()).sum();
    int wide = lessons.stream().mapToInt(kind.width()).max().orElseThrow();
    float[] all = new float[count * wide];
    int row = 0;
    for (Lesson lesson : lessons) {
      float[] own = kind.cache().find(kind.key().apply(lesson)).orElseThrow();
      int rows = kind.count().applyAsInt(lesson);
      copy(own, 0, kind.width().applyAsInt(lesson), all, row, wide, rows);
      row += rows;
    }
    return manager.create(all, new Shape(count, wide));
  }

  /** Asks for lessons that are new. */
  private static void remember(Kind kind, List<Lesson> lessons) {
    Map<String, Lesson> unknown = new LinkedHashMap<>();
    for (Lesson lesson : lessons) {
      String key = kind.key().apply(lesson);
      if (kind.cache().find(key).isEmpty()) {
        unknown.put(key, lesson);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    float[] values;
    int wide;
    try (NDArray answer = kind.ask().apply(new ArrayList<>(unknown.values()))) {
      values = answer.toFloatArray();
      wide = (int) answer.getShape().get(1);
    }
    int row = 0;
    for (Map.Entry<String, Lesson> entry : unknown.entrySet()) {
      int rows = kind.count().applyAsInt(entry.getValue());
      int width = kind.width().applyAsInt(entry.getValue());
      float[] own = new float[rows * width];
      copy(values, row, wide, own, 0, width, rows);
      kind.cache().put(entry.getKey(), own);
      row += rows;
    }
  }

  /**
   * Copies rows from the row {@code first} on to the row {@code place}, as far as both are wide.
   */
  private static void copy(
      float[] from, int first, int fromWidth, float[] to, int place, int toWidth, int rows) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          from, (first + i) * fromWidth, to, (place + i) * toWidth, Math.min(fromWidth, toWidth));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      documents.close();
    } finally {
      rows.close();
    }
  }
}
