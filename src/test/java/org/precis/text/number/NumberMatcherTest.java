package org.precis.text.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.precis.summarize.BundledNews;

class NumberMatcherTest {
  private final NumberMatcher matcher = new NumberMatcher();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8,500 people | ۸٬۵۰۰ نفر",
        "12.4 billion toman | ۱۲٫۴ میلیارد تومان",
        "3.8 teeth | ۳/۸ دندان",
        "12.5 tonnes | ၁၂.၅ တန်",
        "280 million kyats | ကျပ်သန်း ၂၈၀",
        "5 million kyats | သိန်း ၅၀",
        "9,400 books | หนังสือ ๙,๔๐๐ เล่ม",
        "1.2 million baht | ๑.๒ ล้านบาท",
        "120 billion baht | 12 หมื่นล้านบาท",
        "January 2027 | ม.ค. 2570",
        "41 thousand | ४१ हज़ार",
        "2.85 million rupees | २८.५ लाख रुपये",
        "42,000,000 | 4.2 करोड़",
        "12,34,567 rupees | 1,234,567",
        "4.2 million | 42 lakh",
        "42 million | 4 crore 20 lakh",
        "2.5 million | ২৫ লাখ",
        "25 percent | ২৫ শতাংশ",
        "62,000 cubic metres | 約6万2000立方メートル",
        "120 million yen | 1億2000万円",
        "35,000 people | 3만 5천 명",
        "480 people | ４８０人",
        "320 people | 三百二十人",
        "3.2 million | 三百二十万",
        "2025 | 二〇二五年",
        "2025 | 令和7年",
        "5 kg | 5千克",
        "60 percent | 六成",
        "60 percent | 6割",
        "14,300 people | 14 ہزار 300",
        "8.4 million euros | 8,4 Mio. Euro",
        "187,000 km | 187.000 Kilometer",
        "187,000 km | 187 000 km",
        "1,200,000 | 1’200’000",
        "2 thousand million | 2 mil millones",
        "1.5 million shillings | shilingi milioni 1.5",
        "12,000 shillings | shilingi elfu 12",
        "22:45 | bis 22.45 Uhr",
        "34-31 | ३४-३१",
        "16 December 2025 | 16.12.2025",
        "70 percent | 70%",
        "3.5 million | 3,5 млн",
        "19th century | 19-й век",
      })
  void sameNumbersMeetInAnyWriting(String summary, String source) {
    assertEquals(List.of(), matcher.unsupported(summary, matcher.values(source)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.4 million | 8,4 Milliarden Euro | 8.4 million",
        "8,501 people | ۸٬۵۰۰ نفر | 8,501",
        "5 people | 12.5 Tonnen | 5",
        "70 percent | 7 Prozent | 70",
        "2026 | im Jahr 2025 | 2026",
        "62 | 6万2000 | 62",
        "2,000 | 1億2000万円 | 2,000",
        "1,404 | 14.04 | 1,404",
        "20 million | 20 лет | 20 million",
      })
  void otherNumbersDoNot(String summary, String source, String unsupported) {
    assertEquals(List.of(unsupported), matcher.unsupported(summary, matcher.values(source)));
  }

  @Test
  void numbersInNamesAndSpelledNumbersAreNotChecked() {
    assertEquals(
        List.of(),
        matcher.unsupported("Three of the H5N1 and CO2 studies; 三人.", java.util.Set.of()));
  }

  @Test
  void aNumberIsNamedOnceAsItIsWritten() {
    assertEquals(
        List.of("1.5 million", "7"),
        matcher.unsupported("1.5 million, 7 and 7 again.", java.util.Set.of()));
  }

  @Test
  void longIdentifiersAreNoNumbers() {
    assertEquals(List.of(), matcher.mentions("1".repeat(100_000)));
  }

  @Test
  void numbersOfReferenceSummariesOccurInTheirBodies() {
    int numbers = 0;
    List<String> unsupported = new ArrayList<>();
    for (BundledNews news : BundledNews.all()) {
      numbers += matcher.mentions(news.summary()).size();
      for (String number :
          matcher.unsupported(news.summary(), matcher.values(news.document().body()))) {
        unsupported.add(news.document().id() + ": " + number);
      }
    }
    assertTrue(numbers > 300, numbers + " numbers");
    assertTrue(unsupported.isEmpty(), unsupported + " of " + numbers);
  }
}
