package org.precis.train.uotsumm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.precis.align.TransportAligner;
import org.precis.align.TransportSettings;
import org.precis.model.counter.CountActivation;

class CountLossTest {
  private static final double STEP = 1e-6;

  /** The problem of the notes on the method: its plan, and step 10's gradient for it. */
  @Test
  void theGradientOfKlIsThatOfTheKnownProblem() {
    double[][] costs = {{.20, .90, .60, .50}, {.80, .30, .55, .50}, {.90, .85, .65, .95}};
    double[] counts = {1.5, 1, .25};
    TransportSettings settings = new TransportSettings(.05, .3, false, 1e-12, 2000);
    double[] found = TransportAligner.plan(costs, counts, settings).rowSums();
    double[] expected = {-.38217, -.62703, -.19886};
    double loss = 0;
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], CountLoss.KL.slope(found[i], counts[i]), 1e-5);
      loss += CountLoss.KL.value(found[i], counts[i]);
    }
    assertEquals(.26734617, loss, 1e-8);
  }

  @ParameterizedTest
  @CsvSource({"KL,0,.7", "KL,2.5,.7", "L2,2,.3", "L2,0,1.5", "BCE,0,.2", "BCE,2,.2"})
  void slopesEqualFiniteDifferences(CountLoss loss, double found, double count) {
    double rise = loss.value(found, count + STEP) - loss.value(found, count - STEP);
    assertEquals(rise / (2 * STEP), loss.slope(found, count), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(CountActivation.class)
  void slopesOfActivationsEqualFiniteDifferences(CountActivation activation) {
    for (double score : new double[] {-3, -.1, .4, 2, 50}) {
      double rise = activation.count(score + STEP) - activation.count(score - STEP);
      if (activation.count(score) > CountActivation.FLOOR) {
        assertEquals(rise / (2 * STEP), activation.slope(score), 1e-6, activation + " " + score);
      }
    }
  }

  @Test
  void aDeadCountCanComeBack() {
    double count = CountActivation.RELU.count(-4);
    assertEquals(CountActivation.FLOOR, count);
    assertTrue(Double.isFinite(CountLoss.KL.value(2, count)));
    assertTrue(CountLoss.KL.slope(2, count) * CountActivation.RELU.slope(-4) < 0);
  }
}
