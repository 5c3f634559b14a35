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
import org.precis.model.transformer.OutputHead;

/**
 * A teacher that remembers on the disk what another one said of a lesson's content: pooled encoder
 * states, and decoder states before the head, a few hundred kilobytes of a lesson where the
 * distributions would take tens of megabytes. A lesson that is new is asked of the other one along
 * with all new ones of its batch, so its last bits may depend on the batch that it first came in.
 * Whoever made it closes it. Not thread-safe.
 */
final class CachedTeacher implements Teacher, Closeable {
  private final Teacher teacher;
  private final Pooling pooling;
  private final NDManager manager;
  private final int width;
  private final StateCache documents;
  private final StateCache rows;

  /**
   * A cache over a teacher.
   *
   * @param folder where its files are; of one teacher and one pooling
   * @param width D
   * @param manager owner of tensors on their way
   * @throws IOException if the files cannot be used
   */
  CachedTeacher(Teacher teacher, Pooling pooling, Path folder, int width, NDManager manager)
      throws IOException {
    this.teacher = teacher;
    this.pooling = pooling;
    this.manager = manager;
    this.width = width;
    documents = new StateCache(folder.resolve("documents.states"), width);
    boolean opened = false;
    try {
      rows = new StateCache(folder.resolve("summaries.states"), width);
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
    remember(documents, Lesson::documentKey, lessons, teacher::documents, lesson -> 1);
    return tensor(documents, Lesson::documentKey, lessons);
  }

  @Override
  public NDArray rows(List<Lesson> lessons) {
    remember(rows, Lesson::key, lessons, teacher::rows, lesson -> lesson.summary().length);
    return tensor(rows, Lesson::key, lessons);
  }

  @Override
  public NDArray summaries(List<Lesson> lessons) {
    NDArray states = rows(lessons);
    NDList pooled = new NDList();
    long from = 0;
    for (Lesson lesson : lessons) {
      int length = lesson.summary().length;
      NDArray own = states.get("%d:%d".formatted(from, from + length)).reshape(1, length, width);
      pooled.add(pooling.pool(own, new int[] {length}));
      from += length;
    }
    return NDArrays.concat(pooled);
  }

  /** Asks for lessons that are new. */
  private void remember(
      StateCache cache,
      Function<Lesson, String> key,
      List<Lesson> lessons,
      Function<List<Lesson>, NDArray> ask,
      Function<Lesson, Integer> count) {
    Map<String, Lesson> unknown = new LinkedHashMap<>();
    for (Lesson lesson : lessons) {
      if (cache.find(key.apply(lesson)).isEmpty()) {
        unknown.put(key.apply(lesson), lesson);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    float[] values;
    try (NDArray answer = ask.apply(new ArrayList<>(unknown.values()))) {
      values = answer.toFloatArray();
    }
    int from = 0;
    for (Map.Entry<String, Lesson> entry : unknown.entrySet()) {
      float[] own = new float[count.apply(entry.getValue()) * width];
      System.arraycopy(values, from, own, 0, own.length);
      cache.put(entry.getKey(), own);
      from += own.length;
    }
  }

  private NDArray tensor(StateCache cache, Function<Lesson, String> key, List<Lesson> lessons) {
    List<float[]> found =
        lessons.stream().map(lesson -> cache.find(key.apply(lesson)).orElseThrow()).toList();
    float[] all = new float[found.stream().mapToInt(values -> values.length).sum()];
    int from = 0;
    for (float[] values : found) {
      System.arraycopy(values, 0, all, from, values.length);
      from += values.length;
    }
    return manager.create(all, new Shape(all.length / width, width));
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
