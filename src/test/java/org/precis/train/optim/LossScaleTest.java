package org.precis.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LossScaleTest {
  @Test
  void twoThousandStepsInARowDoubleIt() {
    LossScale scale = LossScale.START.afterNumbers().afterOverflow();
    assertEquals(new LossScale(32_768, 0, 1), scale);
    for (int i = 0; i < 1_999; i++) {
      scale = scale.afterNumbers();
    }
    assertEquals(new LossScale(32_768, 1_999, 1), scale);
    assertEquals(new LossScale(65_536, 0, 1), scale.afterNumbers());
  }
}
