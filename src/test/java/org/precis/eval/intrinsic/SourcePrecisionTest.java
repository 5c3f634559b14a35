package org.precis.eval.intrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.text.sentence.MultilingualSentenceSplitter;

class SourcePrecisionTest {
  private final NamePrecision names = new NamePrecision(new MultilingualSentenceSplitter());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.200,50 Euro | 1,200.50 euros | 1",
        "95 000 euros en deux ans | It cost 95,000 euros. | 1",
        "٣٠٠٠ نسمة | 3,000 people | 1",
        "3.5 % | 3.50 percent | 1",
        "12 of 40 | 12 of 41 | 0.5",
        "1200 | 1.2 thousand | 0",
        "12,34,567 rupees | 1234567 rupees | 1"
      })
  void aNumberCountsHoweverItIsWritten(String source, String summary, double share) {
    assertEquals(OptionalDouble.of(share), NumberPrecision.of(source, summary));
  }

  @Test
  void withoutNumbersThereIsNoPrecision() {
    assertEquals(OptionalDouble.empty(), NumberPrecision.of("12", "twelve"));
  }

  @Test
  void namesAreCapitalisedWordsWithinSentences() {
    assertEquals(
        List.of("Jean", "Verdier", "Paris"),
        names.names("Mayor Jean Verdier came on Monday. In Paris it rained.", "en"));
  }

  @Test
  void accentsAndCaseOfNamesDoNotMatter() {
    OptionalDouble found =
        names.of("JOSÉ Müller parle à Genève.", "Yesterday Jose Muller spoke in Zurich.", "en");
    assertEquals(OptionalDouble.of(2 / 3.0), found);
  }

  @Test
  void aSourceInAnotherScriptSaysNothingOfNames() {
    assertEquals(OptionalDouble.empty(), names.of("Жан Вердье", "Mayor Jean Verdier came.", "en"));
  }
}
