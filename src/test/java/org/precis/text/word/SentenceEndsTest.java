package org.precis.text.word;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceEndsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "It rained.", "Did it rain?", "“It rained.”", "It rained (a lot).)", "«Дождь шёл.»",
            "雨が降った。",
        "「雨が降った。」", "बारिश हुई।", "کیا بارش ہوئی؟", "بارش ہوئی۔", "မိုးရွာသည်။", "ฝนตกหนักในภาคใต้",
        "ฝนตกหนักมากวันนี้", "And then …",
      })
  void finished(String sentence) {
    assertTrue(SentenceEnds.isFinished(sentence), sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "It rained and",
        "The council met with Dr.",
        "It cost 1,2",
        "雨が降った",
        "बारिश हुई",
        "It rained,",
        "It rained (",
      })
  void unfinished(String sentence) {
    assertFalse(SentenceEnds.isFinished(sentence), sentence);
  }
}
