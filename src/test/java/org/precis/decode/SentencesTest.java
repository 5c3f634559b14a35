package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The sentences of a decoded sequence. */
class SentencesTest {
  @Test
  void endsAreLeftOutAndSoIsTheStart() {
    List<int[]> sentences = SentenceLimits.sentences(new int[] {2, 0, 7, 8, 2, 9, 2}, 2);
    assertEquals(2, sentences.size());
    assertArrayEquals(new int[] {0, 7, 8}, sentences.get(0));
    assertArrayEquals(new int[] {9}, sentences.get(1));
  }

  @Test
  void whatDoesNotEndIsASentenceToo() {
    List<int[]> sentences = SentenceLimits.sentences(new int[] {1, 7, 2, 8}, 2);
    assertEquals(2, sentences.size());
    assertArrayEquals(new int[] {8}, sentences.get(1));
    assertEquals(0, SentenceLimits.sentences(new int[] {1}, 2).size());
    int[] whole = {7, 2};
    assertArrayEquals(
        whole,
        SentenceLimits.sentences(new int[] {1, 7, 2}, DecodeOptions.NO_TOKEN).get(0),
        "without an end nothing is cut");
  }
}
