package org.precis.train.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.model.transformer.OutputHead;
import org.precis.nn.GradientScope;
import org.precis.nn.TorchRuntime;

/** Values worked out by hand and gradients by finite differences. */
class AlignmentLossesTest {
  private static final float STEP = 1e-2f;

  /** Of central differences with that step in single precision. */
  private static final double TOLERANCE = 2e-3;

  private final NDManager manager = TorchRuntime.engine().newBaseManager();
  private final AlignmentLosses losses = new AlignmentLosses(manager);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void poolingLeavesPaddingOut() {
    NDArray states = manager.create(new float[] {1, 2, 3, 4, 9, 9}, new Shape(1, 3, 2));
    int[] lengths = {2};
    assertArrayEquals(new float[] {2, 3}, Pooling.MEAN.pool(states, lengths).toFloatArray());
    assertArrayEquals(new float[] {3, 4}, Pooling.MAX.pool(states, lengths).toFloatArray());
    assertArrayEquals(new float[] {1, 2}, Pooling.FIRST.pool(states, lengths).toFloatArray());
  }

  /** Cosines of the first axis with these vectors are .9 for the positive and .3, .1, −.2. */
  @Test
  void contrastWithAndWithoutThePositiveInTheSum() {
    NDArray state = manager.create(new float[] {2, 0}, new Shape(1, 2));
    NDArray positive = manager.create(onCircle(.9f), new Shape(1, 2));
    NDArray negatives = manager.create(onCircle(.3f, .1f, -.2f), new Shape(3, 2));
    assertEquals(.00282692, losses.contrast(state, positive, negatives, .1, true, 1).sum(), 1e-6);
    assertEquals(
        -5.86715477, losses.contrast(state, positive, negatives, .1, false, 1).sum(), 1e-5);
  }

  private static float[] onCircle(float... cosines) {
    float[] points = new float[2 * cosines.length];
    for (int i = 0; i < cosines.length; i++) {
      points[2 * i] = cosines[i];
      points[2 * i + 1] = (float) Math.sqrt(1 - cosines[i] * cosines[i]);
    }
    return points;
  }

  /** Logits that are logarithms of (.7, .2, .1) and (.5, .3, .2). */
  @Test
  void consistencyEqualsTheValueAndGradientByHand() {
    OutputHead head = head(manager.eye(3));
    NDArray rows = logarithms(.7f, .2f, .1f);
    NDArray taught = logarithms(.5f, .3f, .2f);
    ConsistencyLoss loss = new ConsistencyLoss(1, 2, manager);
    AlignmentLosses.Differentiated found =
        loss.differentiate(rows, head, taught, head, 1, Optional.empty());
    assertEquals(.0219011790, found.sum(), 1e-7);
    float[] gradient = found.gradient().toFloatArray();
    assertArrayEquals(new float[] {.04599715f, -.02458738f, -.02140977f}, gradient, 1e-6f);
    assertEquals(.0219011790, losses.divergence(rows, taught, 1).sum(), 1e-7);
  }

  @Test
  void consistencyOfCertaintiesIsFiniteAndItsGreatestIsLnTwo() {
    OutputHead head = head(manager.eye(2));
    NDArray rows = manager.create(new float[] {900, -900}, new Shape(1, 2));
    NDArray taught = manager.create(new float[] {-900, 900}, new Shape(1, 2));
    AlignmentLosses.Differentiated found =
        new ConsistencyLoss(1, 8, manager)
            .differentiate(rows, head, taught, head, 1, Optional.empty());
    assertEquals(Math.log(2), found.sum(), 1e-6);
    assertArrayEquals(new float[2], found.gradient().toFloatArray(), 1e-6f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void consistencyGradientsOfRowsAndTableEqualFiniteDifferences(double temperature) {
    float[] table = random(7 * 4, 1);
    float[] rows = random(5 * 4, 2);
    NDArray taught = manager.create(random(5 * 3, 3), new Shape(5, 3));
    OutputHead teacher = head(manager.create(random(7 * 3, 4), new Shape(7, 3)));
    ConsistencyLoss loss = new ConsistencyLoss(temperature, 2, manager);
    NDArray tableGradient = manager.zeros(new Shape(7, 4));
    NDArray states = manager.create(rows, new Shape(5, 4));
    OutputHead student = head(manager.create(table, new Shape(7, 4)));
    float[] byRows =
        loss.differentiate(states, student, taught, teacher, 3, Optional.of(tableGradient))
            .gradient()
            .toFloatArray();
    assertGradient(
        rows,
        byRows,
        values ->
            3 * value(loss, manager.create(values, new Shape(5, 4)), student, taught, teacher));
    assertGradient(
        table,
        tableGradient.toFloatArray(),
        values ->
            3
                * value(
                    loss, states, head(manager.create(values, new Shape(7, 4))), taught, teacher));
  }

  private static double value(
      ConsistencyLoss loss, NDArray rows, OutputHead student, NDArray taught, OutputHead teacher) {
    return loss.differentiate(rows, student, taught, teacher, 1, Optional.empty()).sum();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void contrastGradientEqualsFiniteDifferences(boolean positiveCounts) {
    NDArray positives = losses.unit(manager.create(random(8, 5), new Shape(2, 4)));
    NDArray negatives = losses.unit(manager.create(random(12, 6), new Shape(3, 4)));
    assertGradient(
        new Shape(2, 4), x -> losses.contrast(x, positives, negatives, .5, positiveCounts, 3));
  }

  @Test
  void divergenceGradientEqualsFiniteDifferences() {
    NDArray taught = manager.create(random(8, 5), new Shape(2, 4));
    assertGradient(new Shape(2, 4), x -> losses.divergence(x, taught, 3));
  }

  /** With a scale of 3. */
  private void assertGradient(
      Shape shape, Function<NDArray, AlignmentLosses.Differentiated> function) {
    float[] point = random((int) shape.size(), 8);
    assertGradient(
        point,
        function.apply(manager.create(point, shape)).gradient().toFloatArray(),
        values -> 3 * function.apply(manager.create(values, shape)).sum());
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void poolingGradientEqualsFiniteDifferences(Pooling kind) {
    int[] lengths = {2, 3};
    NDArray factors = manager.create(random(4, 9), new Shape(2, 2));
    assertDifferentiable(new Shape(2, 3, 2), x -> kind.pool(x, lengths).mul(factors));
  }

  /** Of the sum of what a function returns. */
  private void assertDifferentiable(Shape shape, UnaryOperator<NDArray> function) {
    float[] point = random((int) shape.size(), 8);
    NDArray x = manager.create(point, shape);
    x.setRequiresGradient(true);
    try (GradientScope scope = GradientScope.record()) {
      NDArray sum = function.apply(x).sum();
      scope.backward(sum, manager.full(new Shape(), 1, DataType.FLOAT32));
    }
    assertGradient(
        point,
        x.getGradient().toFloatArray(),
        values -> function.apply(manager.create(values, shape)).sum().getFloat());
  }

  interface Value {
    double at(float[] values);
  }

  static void assertGradient(float[] point, float[] gradient, Value function) {
    double largest = 0;
    for (int i = 0; i < point.length; i++) {
      float[] moved = point.clone();
      moved[i] = point[i] + STEP;
      double above = function.at(moved);
      moved[i] = point[i] - STEP;
      double expected = (above - function.at(moved)) / (2 * STEP);
      assertEquals(expected, gradient[i], TOLERANCE, "component " + i);
      largest = Math.max(largest, Math.abs(expected));
    }
    assertTrue(largest > 10 * TOLERANCE, "nothing but small gradients compared: " + largest);
  }

  private static OutputHead head(NDArray table) {
    return new OutputHead("head", table, Optional.empty(), x -> x);
  }

  private NDArray logarithms(float... probabilities) {
    return manager.create(probabilities, new Shape(1, probabilities.length)).log();
  }

  static float[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1.5, 1.5);
    }
    return values;
  }
}
