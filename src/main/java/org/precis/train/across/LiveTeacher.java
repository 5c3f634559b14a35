package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.function.Supplier;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.TensorScope;

/** A teacher that computes. Not thread-safe. */
final class LiveTeacher implements Teacher {
  private final ForcedNetwork network;
  private final Pooling pooling;
  private final NDManager manager;

  /**
   * A teacher.
   *
   * @param network without dropout
   * @param manager owner of results
   */
  LiveTeacher(ForcedNetwork network, Pooling pooling, NDManager manager) {
    this.network = network;
    this.pooling = pooling;
    this.manager = manager;
  }

  @Override
  public OutputHead head() {
    return network.head();
  }

  @Override
  public NDArray documents(List<Lesson> lessons) {
    List<int[]> documents = lessons.stream().map(Lesson::document).toList();
    return frozen(() -> pooling.pool(network.encode(documents), ForcedStates.lengths(documents)));
  }

  @Override
  public NDArray rows(List<Lesson> lessons) {
    return frozen(() -> states(lessons).rows());
  }

  @Override
  public NDArray summaries(List<Lesson> lessons) {
    int[] lengths = ForcedStates.lengths(lessons.stream().map(Lesson::summary).toList());
    return frozen(() -> pooling.pool(states(lessons).decoded(), lengths));
  }

  private ForcedStates states(List<Lesson> lessons) {
    return network.force(
        lessons.stream().map(Lesson::document).toList(),
        lessons.stream().map(Lesson::summary).toList());
  }

  /** Without gradients; all but the result is freed. */
  private NDArray frozen(Supplier<NDArray> computation) {
    NDArray result;
    try (TensorScope scope = TensorScope.open()) {
      result = scope.keep(computation.get(), manager);
    }
    NDScope.register(result);
    return result;
  }
}
