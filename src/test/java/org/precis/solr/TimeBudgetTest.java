package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeBudgetTest {
  @Test
  void withoutTimeAllowedTheSummariesGetWhatTheyAskFor() {
    assertEquals(3000, TimeBudget.within(-1, 500, 3000));
  }

  @Test
  void whatIsLeftOfTimeAllowedIsTheLimitLessAReserve() {
    assertEquals(1000 - 300 - 200, TimeBudget.within(1000, 300, 3000));
    assertEquals(10_000 - 300 - 200, TimeBudget.within(10_000, 300, 30_000));
    assertEquals(50 - 10 - 20, TimeBudget.within(50, 10, 3000));
  }

  @Test
  void theSummariesOwnLimitHoldsWhereItIsShorter() {
    assertEquals(100, TimeBudget.within(1000, 300, 100));
  }

  @Test
  void timeThatIsUsedUpLeavesNothing() {
    assertEquals(0, TimeBudget.within(1000, 950, 3000));
    assertEquals(0, TimeBudget.within(0, 0, 3000));
  }
}
