package org.precis.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionWordsTest {
  private final FunctionWords words = FunctionWords.load();

  @Test
  void everyWordCountsOnceForEachOfItsLanguages() {
    Map<String, Integer> counts = words.count("the cat and the dog, und die the");
    assertEquals(2, counts.get("en"), counts::toString);
    assertEquals(2, counts.get("de"), counts::toString);
  }

  @Test
  void apostrophesHyphensAndZeroWidthSignsPartWords() {
    assertEquals(2, words.count("qu'il").get("fr"));
    assertEquals(2, words.count("est-il").get("fr"));
    assertEquals(1, words.count("می\u200Cخواهد").get("fa"));
  }

  @Test
  void persianAndUrduMayBeTypedWithArabicLetters() {
    assertEquals(words.count("کے میں ہیں"), words.count("كے ميں ہيں"));
    assertEquals(3, words.count("كے ميں ہيں").get("ur"));
  }

  @Test
  void marksBelongToWords() {
    assertEquals(2, words.count("आहे आणि").get("mr"));
    assertFalse(words.count("घर").containsKey("mr"));
  }

  @Test
  void everyCandidateHasAList() {
    ScriptLanguages scripts = new ScriptLanguages(NgramModel.shared().tags());
    Set<String> listed = new HashSet<>(lists().stream().map(l -> l.split(": ", 2)[0]).toList());
    for (UnicodeScript script :
        List.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI)) {
      for (String tag : scripts.candidates(script)) {
        assertTrue(listed.contains(tag), () -> tag + " has no function words");
      }
    }
  }

  @Test
  void listsHoldSmallWordsWithoutRepetition() {
    for (String list : lists()) {
      List<String> all = List.of(list.split(": ", 2)[1].split(" ", -1));
      assertEquals(new HashSet<>(all).size(), all.size(), () -> "a word is twice in " + list);
      all.forEach(word -> assertEquals(word.toLowerCase(Locale.ROOT), word));
      all.forEach(word -> assertEquals(1, words.count(word).get(list.split(": ", 2)[0]), word));
    }
  }

  private static List<String> lists() {
    try (InputStream in = FunctionWords.class.getResourceAsStream("function-words.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
