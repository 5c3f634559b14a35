package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3.2 Methods | Methods
          3.2. Methods | Methods
          IV. Results | Results
          2) discussion | discussion
          (a) Scope | Scope
          §12 Liability | Liability
          Chapter 3: The Storm | The Storm
          Глава 2. Река | Река
          第三章 气候变化 | 气候变化
          二、方法 | 方法
          ٣. المنهج | المنهج
          २.१ परिणाम | परिणाम
          Results: | Results
          Results ## | Results
          Two   words | Two words
          MATERIALS AND METHODS | Materials and methods
          1.3 RESULTS AND DNS DATA: | Results and DNS data
          NATO | NATO
          GİRİŞ VE ÖZET | Giriş ve özet
          ВВЕДЕНИЕ | Введение
          COVID-19 IN MARCH | COVID-19 in march
          iPhone sales | iPhone sales
          3.5 million people | 3.5 million people
          2024 in review | 2024 in review
          10 Ways to Sleep | 10 Ways to Sleep
          V. Woolf | V. Woolf
          3.2 | 3.2
          ### | ###
          """)
  void numberingColonsAndCapitalsGo(String heading, String expected) {
    assertEquals(expected, Headings.normalise(heading));
  }

  @Test
  void bareNumbersGoIfTheyStandInASeries() {
    assertEquals(
        List.of("Introduction", "Method", "10 Ways to Fail"),
        Headings.normalise(List.of("1 Introduction", "2 Method", "10 Ways to Fail")));
  }

  @Test
  void singleLettersGoIfTheyStandInASeries() {
    assertEquals(
        List.of("Aims", "Means", "V. Woolf"),
        Headings.normalise(List.of("A. Aims", "B. Means", "V. Woolf")));
  }

  @Test
  void romanNumeralsGoWithTheirNeighbours() {
    assertEquals(
        List.of("Past", "Present", "Future", "More", "End"),
        Headings.normalise(List.of("I. Past", "II. Present", "III. Future", "IV. More", "V. End")));
  }
}
