package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.precis.text.DetectedLanguage.Certainty;

class OpenNlpLanguageDetectorTest {
  private static final String ENGLISH =
      "The town council voted on Monday to rebuild the old bridge over the river, which has been "
          + "closed since the flood. Work will begin in the spring and should last for two years. ";
  private static final String GERMAN =
      "Der Stadtrat hat am Montag beschlossen, die alte Brücke über den Fluss neu zu bauen, die seit "
          + "dem Hochwasser gesperrt ist. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre "
          + "dauern. ";
  private static final String RUSSIAN =
      "Городской совет решил в понедельник восстановить старый мост через реку, закрытый после "
          + "наводнения. Работы начнутся весной и продлятся два года. ";
  private static final String CHINESE = "市议会周一投票决定重建河上的旧桥，该桥自洪水以来一直关闭。工程将于春季开工，预计持续两年。";

  private final LanguageDetector detector = new OpenNlpLanguageDetector();

  private static void assertCertain(String tag, DetectedLanguage found) {
    assertEquals(tag, found.tag(), found::toString);
    assertEquals(Certainty.CERTAIN, found.certainty(), found::toString);
    assertEquals(List.of(new DetectedLanguage.Part(tag, 1)), found.parts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "1,234.56 %", "!?…", "\uD83D\uDE00 \uD83D\uDE00", "\uD800"})
  void aTextWithoutLettersHasNoLanguage(String text) {
    assertEquals(
        new DetectedLanguage(Document.UNDETERMINED, 0, Certainty.TOO_SHORT, List.of()),
        detector.detect(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Ok", "Xylo", "Да", "في", "东", "ก"})
  void aWordOrTwoAreTooShort(String text) {
    assertEquals(Certainty.TOO_SHORT, detector.detect(text).certainty());
  }

  @Test
  void whatIsTooShortToGuessHasNoTag() {
    DetectedLanguage found = detector.detect("Sport Express");
    assertEquals(Document.UNDETERMINED, found.tag());
    assertTrue(found.parts().isEmpty() && found.confidence() < 0.5, found::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "ko, 한국",
    "ja, お茶",
    "ja, カメラ",
    "th, ไทย",
    "my, မြန်မာ",
    "el, Ελλάδα",
    "he, ישראל",
    "hy, Հայ",
    "ka, საქართველო",
    "km, ខ្មែរ",
    "lo, ລາວ",
    "ta, தமிழ்",
    "te, తెలుగు",
    "bn, বাংলা",
    "gu, ગુજરાતી",
    "pa, ਪੰਜਾਬੀ",
    "am, አማርኛ",
    "si, සිංහල",
    "kn, ಕನ್ನಡ",
    "ml, മലയാളം",
    "or, ଓଡ଼ିଆ",
    "bo, བོད་ཡིག"
  })
  void aScriptOfOneLanguageTellsItInAWord(String tag, String word) {
    assertCertain(tag, detector.detect(word));
  }

  @ParameterizedTest
  @CsvSource({
    "as, অসমীয়া মানুহৰ ভাষা",
    "yi, מיר װילן גײן",
    "ti, ኣብ ትግራይ",
    "ckb, ئێمە لە هەولێرین",
    "ug, بۇ كىتاب ئۇيغۇرچە"
  })
  void lettersOfALanguagesOwnTellIt(String tag, String text) {
    assertCertain(tag, detector.detect(text));
  }

  @Test
  void chineseIsToldWhicheverItsCharacters() {
    assertCertain("zh", detector.detect(CHINESE));
    assertCertain("zh", detector.detect("市議會週一投票決定重建河上的舊橋，該橋自洪水以來一直關閉。"));
    assertCertain("zh", detector.detect("东京的“カメラ”商店周一开业，吸引了许多来自各地的游客和摄影爱好者。"));
    assertCertain("ja", detector.detect("市議会は月曜日、川に架かる古い橋の再建を決めた。"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iPhone 16 Pro Max", "Владимир Зеленский", "Müller & Söhne GmbH"})
  void namesInAnotherScriptDoNotMatter(String name) {
    assertCertain("zh", detector.detect(name + "，" + CHINESE));
    assertCertain(
        "ar", detector.detect("قال رئيس شركة " + name + " إن المصنع الجديد سيفتح أبوابه غدًا."));
  }

  @Test
  void capitalsDoNotMatter() {
    for (String text : List.of(ENGLISH, GERMAN, RUSSIAN)) {
      assertCertain(detector.detect(text).tag(), detector.detect(text.toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void addressesAndMarkUpDoNotMatter() {
    String noise =
        "<div class=\"the-and-of-that\"><a href=\"https://example.com/the/news/of/the/day?with=this\">"
            + "&nbsp;info.the.of.and@example.com www.example.org/about/the/company</a></div>";
    assertCertain("de", detector.detect(noise + "Der Zug kam zu spät." + noise));
    assertEquals(Document.UNDETERMINED, detector.detect(noise).tag());
  }

  @Test
  void decomposedAndCompatibilityFormsAreReadAsUsual() {
    assertCertain(
        "fr",
        detector.detect("L'e\u0301te\u0301 a e\u0301te\u0301 tre\u0300s chaud cette anne\u0301e"));
    assertCertain("en", detector.detect("Ｔｈｅ ｓｈｉｐ ｈａｓ ｌｅｆｔ ｔｈｅ ｈａｒｂｏｕｒ"));
  }

  @Test
  void textInTwoLanguagesIsMixed() {
    record Pair(String first, String second, String a, String b) {}
    for (Pair pair :
        List.of(
            new Pair(ENGLISH, GERMAN, "en", "de"),
            new Pair(RUSSIAN, ENGLISH, "ru", "en"),
            new Pair(CHINESE, ENGLISH, "zh", "en"))) {
      for (String gap : List.of("\n\n", " ")) {
        DetectedLanguage found =
            detector.detect(pair.first + pair.first + gap + pair.second + gap + pair.first);
        assertEquals(Certainty.MIXED, found.certainty(), found::toString);
        assertEquals(pair.a, found.tag());
        assertEquals(
            List.of(pair.a, pair.b),
            found.parts().stream().map(DetectedLanguage.Part::tag).toList());
        assertTrue(found.parts().get(0).share() > found.parts().get(1).share());
        assertEquals(
            1,
            found.parts().stream().mapToDouble(DetectedLanguage.Part::share).sum(),
            1e-9,
            found::toString);
      }
    }
  }

  @Test
  void aQuotationDoesNotMixAText() {
    assertCertain(
        "en", detector.detect(ENGLISH.repeat(4) + "„Das ist gut“, sagte der Bürgermeister."));
    assertCertain("ru", detector.detect(RUSSIAN.repeat(4) + "\n\nBridge over the river to reopen"));
  }

  @Test
  void aLanguageThatNobodyKnowsIsNotCertain() {
    DetectedLanguage invented =
        detector.detect(
            "Blorvak trimonel fazquip dorvelix, quimbrost valtorune shigmapek drofnul wexaborti. "
                + "Krimzoval phrentusk golmabrit, yarvondel splixtomor quadrevun hobzarnel.");
    assertNotEquals(Certainty.CERTAIN, invented.certainty(), invented::toString);
  }

  @Test
  void ofALongTextABoundedPartIsRead() {
    String text = ENGLISH.repeat(5_000);
    int read = LanguageSample.lines(text).stream().mapToInt(String::length).sum();
    assertTrue(read <= LanguageSample.LONGEST + 1_000, () -> read + " of " + text.length());
    assertCertain("en", detector.detect(text));
    // Both ends count, not the beginning alone.
    DetectedLanguage mixed = detector.detect(ENGLISH.repeat(500) + "\n\n" + GERMAN.repeat(500));
    assertEquals(Certainty.MIXED, mixed.certainty(), mixed::toString);
  }

  @Test
  void binaryRubbishIsNotCertainlyAnything() {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      bytes.append((char) (i * 7919 % 256));
    }
    DetectedLanguage found = detector.detect(bytes.toString());
    assertNotEquals(Certainty.CERTAIN, found.certainty(), found::toString);
  }

  @Test
  void threadsDoNotDisturbEachOther() throws InterruptedException {
    List<String> texts = List.of(ENGLISH, GERMAN, RUSSIAN, CHINESE, ENGLISH + "\n\n" + GERMAN);
    List<DetectedLanguage> expected = texts.stream().map(detector::detect).toList();
    List<List<DetectedLanguage>> found =
        java.util.Collections.synchronizedList(new ArrayList<List<DetectedLanguage>>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 50; k++) {
                  found.add(texts.stream().map(new OpenNlpLanguageDetector()::detect).toList());
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(200, found.size());
    assertEquals(List.of(expected), found.stream().distinct().collect(Collectors.toList()));
  }
}
