package org.precis.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.model.t5.Fixture;

/** Learning rates against Hugging Face's schedules. */
class ScheduleParityTest {
  private static final int TOTAL = 20;

  @ParameterizedTest
  @CsvSource({
    "linear_w4_t20_lr5e-4, LINEAR",
    "cosine_w4_t20_lr5e-4, COSINE",
    "inverse_sqrt_w4_lr5e-4, INVERSE_SQRT",
    "polynomial_w4_t20_p1_end1e-7_lr5e-4, POLYNOMIAL"
  })
  void ratesEqualTheReference(String name, Schedule.Kind kind) throws Exception {
    JsonNode expected = Fixture.json("optim/optim.json").get("schedules").get(name);
    Schedule schedule = new Schedule(kind, 5e-4, 4, TOTAL, 1e-7, 1);
    for (int step = 0; step <= TOTAL; step++) {
      assertEquals(expected.get(step).asDouble(), schedule.at(step), 1e-11, "step " + step);
    }
  }

  @Test
  void aScheduleStaysAtItsEnd() {
    Schedule cosine = new Schedule(Schedule.Kind.COSINE, 1, 0, TOTAL, 0, 1);
    assertEquals(cosine.at(TOTAL), cosine.at(TOTAL + 5));
    assertEquals(1, cosine.at(0));
  }

  @Test
  void aWarmUpMustFit() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Schedule(Schedule.Kind.LINEAR, 1, TOTAL + 1, TOTAL, 0, 1));
  }
}
