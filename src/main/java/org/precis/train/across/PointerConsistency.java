package org.precis.train.across;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.precis.model.pgnet.PointerNames;
import org.precis.model.pgnet.PointerSources;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.script.ScriptModule;
import org.precis.train.optim.Parameters;

/**
 * {@link ConsistencyLoss} between the mixtures of two pointer-generator networks: over the words of
 * their vocabulary and the open words of all sources of student and teacher, where a word that a
 * side can neither say nor copy has probability 0. A temperature T makes P proportional to P^(1/T).
 * B = lessons, R = rows, H = hidden width, S = source length of a side.
 */
final class PointerConsistency {
  private final PtNDManager manager;
  private final ScriptModule program;
  private final double temperature;
  private final int pieceRows;

  /**
   * The extended vocabulary of both sides.
   *
   * @param columns of the words of the student's sources, then of the teacher's, (student's + B,
   *     longest S), int64
   * @param lessons number of each row's lesson, (R), int64
   * @param students number of the student's sources, B or more
   * @param open number of open words
   */
  record Words(NDArray columns, NDArray lessons, long students, long open) {
    /**
     * Finds the words.
     *
     * @param both all sources that the student reads at once, those of the lessons first, then the
     *     lessons' documents
     */
    static Words of(PointerSources both, List<Lesson> lessons, NDManager manager) {
      long[] numbers =
          IntStream.range(0, lessons.size())
              .boxed()
              .flatMapToLong(
                  i -> LongStream.generate(() -> i).limit(lessons.get(i).summary().length))
              .toArray();
      long sources = both.batch().lengths().length;
      return new Words(
          manager.create(both.columns(), new Shape(sources, both.batch().width())),
          manager.create(numbers, new Shape(numbers.length)),
          sources - lessons.size(),
          both.openWords());
    }
  }

  /**
   * A loss.
   *
   * @param temperature T
   * @param pieceRows rows of a piece
   * @param manager owner of the program
   */
  PointerConsistency(double temperature, int pieceRows, NDManager manager) {
    ConsistencyLoss.requireValid(temperature, pieceRows);
    this.temperature = temperature;
    this.pieceRows = pieceRows;
    this.manager = (PtNDManager) manager;
    program = AlignmentLosses.compile(manager);
  }

  /**
   * The loss and its gradient.
   *
   * @param rows the student's states, p_gen and attention, (R, H + 1 + S)
   * @param taught the teacher's, (R, H + 1 + S)
   * @param scale what the sum is multiplied by before it is differentiated
   * @param parameters where the gradients of the student's projection are added
   */
  AlignmentLosses.Differentiated differentiate(
      NDArray rows,
      OutputHead student,
      NDArray taught,
      OutputHead teacher,
      Words words,
      double scale,
      Parameters parameters) {
    return ConsistencyLoss.inPieces(
        rows.getShape().get(0),
        pieceRows,
        (from, to) ->
            AlignmentLosses.call(
                program,
                manager,
                "pointers",
                ConsistencyLoss.piece(rows, from, to),
                tensor(student.table()),
                tensor(student.bias().orElseThrow()),
                ConsistencyLoss.piece(taught, from, to),
                tensor(teacher.table()),
                tensor(teacher.bias().orElseThrow()),
                tensor(words.columns()),
                ConsistencyLoss.piece(words.lessons(), from, to),
                IValue.from(words.students()),
                IValue.from(words.open()),
                IValue.from(temperature),
                IValue.from(scale),
                ConsistencyLoss.list(parameters.find(PointerNames.OUTPUT_WEIGHT)),
                ConsistencyLoss.list(parameters.find(PointerNames.OUTPUT_BIAS))));
  }

  private static IValue tensor(NDArray array) {
    return IValue.from((PtNDArray) array);
  }
}
