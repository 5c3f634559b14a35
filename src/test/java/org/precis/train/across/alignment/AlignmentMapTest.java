package org.precis.train.across.alignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.precis.model.t5.Fixture;
import org.precis.train.across.Pooling;
import org.precis.train.data.RawExample;

class AlignmentMapTest {
  private static final double EXACT = 1e-9;

  @Test
  void figuresOfAMapByHand() {
    AlignmentMap map = new AlignmentMap(new double[][] {{.9, .1, .2}, {.3, .4, .8}, {.5, .5, .5}});
    assertEquals(.6, map.meanDiagonal(), EXACT);
    assertEquals(.4, map.meanOffDiagonal(), EXACT);
    assertEquals(1 / 3.0, map.retrievalAccuracy(), EXACT);
  }

  @Test
  void lengthsOfVectorsDoNotCount() {
    AlignmentMap map =
        AlignmentMap.of(new float[][] {{2, 0}, {0, 3}}, new float[][] {{5, 0}, {1, 1}});
    assertEquals(1, map.cosines()[0][0], EXACT);
    assertEquals(Math.sqrt(.5), map.cosines()[0][1], EXACT);
    assertEquals(0, map.cosines()[1][0], EXACT);
    assertEquals(1, map.retrievalAccuracy(), EXACT);
  }

  @Test
  void thePageHasACellForEachPair() {
    String page = new AlignmentMap(new double[][] {{1, 0}, {0, 1}}).page();
    assertTrue(page.contains("[[0,0,1.0],[1,0,0.0],[0,1,0.0],[1,1,1.0]]"), "column, row, cosine");
    assertTrue(page.contains("diagonal 1.000, elsewhere 0.000, retrieval 1.000"), "the title");
  }

  @Test
  void aMapNeedsTwoPairs() {
    assertThrows(IllegalArgumentException.class, () -> new AlignmentMap(new double[][] {{1}}));
  }

  @Test
  void aModelFindsEachTextInItself() {
    List<RawExample> texts =
        Stream.of("The river rose.", "A city council met.", "Rain fell on us.")
            .map(text -> new RawExample(text, "en", text, "none"))
            .toList();
    try (DocumentVectors vectors =
        new DocumentVectors(Fixture.path(Fixture.MT5), "cpu", Pooling.MEAN, 16)) {
      float[][] found = vectors.of(texts);
      AlignmentMap map = AlignmentMap.of(found, found);
      assertEquals(1, map.meanDiagonal(), 1e-6);
      assertEquals(1, map.retrievalAccuracy(), EXACT);
      assertTrue(map.meanOffDiagonal() < 1 - 1e-4, "all alike: " + map.meanOffDiagonal());
    }
  }
}
