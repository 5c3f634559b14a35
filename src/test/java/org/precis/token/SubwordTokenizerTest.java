package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubwordTokenizerTest {
  private SubwordTokenizer tokenizer;

  @BeforeEach
  void load() {
    tokenizer = TokenizerLoader.load(TokenizerFixture.directory(TokenizerFixture.T5));
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void knowsItsSizeAndSpecialTokens() {
    assertEquals(428, tokenizer.vocabularySize());
    assertEquals(0, tokenizer.specialTokens().get("<pad>"));
    assertEquals(1, tokenizer.specialTokens().get("</s>"));
    assertEquals(2, tokenizer.specialTokens().get("<unk>"));
    assertEquals(427, tokenizer.specialTokens().get("<extra_id_0>"));
    assertEquals(11, tokenizer.specialTokens().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</s>",
        "<pad>",
        "<extra_id_0>",
        "x</s>y",
        "  <extra_id_3>  ",
        "<pad><pad></s>",
        "▁</s>",
        "＜/s＞ <extra_id_7>"
      })
  void spelledOutSpecialTokensAreText(String text) {
    Encoding encoding = tokenizer.encode(text);
    long specials =
        Arrays.stream(encoding.ids())
            .filter(id -> tokenizer.specialTokens().containsValue(id) && id != 2)
            .count();
    assertEquals(1, specials, Arrays.toString(encoding.ids()));
    assertEquals(1, encoding.ids()[encoding.ids().length - 1]);
  }

  @Test
  void spelledOutUnknownTokenIsText() {
    int[] plain = tokenizer.encode("<unk>").ids();
    assertTrue(plain.length > 3, Arrays.toString(plain));
  }

  @Test
  void theEndTokenStandsAtTheTextsEnd() {
    assertEncoding(tokenizer.encode(""), new int[] {1}, 0);
    Encoding spaces = tokenizer.encode("the  ");
    assertEquals(5, spaces.starts()[spaces.starts().length - 1]);
  }

  private static void assertEncoding(Encoding encoding, int[] ids, int end) {
    assertArrayEquals(ids, encoding.ids());
    assertEquals(end, encoding.ends()[ids.length - 1]);
  }

  @Test
  void offsetsCountUtf16Units() {
    String text = "😀 the 👩‍🚒 bridge";
    Encoding encoding = tokenizer.encode(text);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < encoding.ids().length; i++) {
      parts.add(text.substring(encoding.starts()[i], encoding.ends()[i]));
    }
    assertEquals(" the", parts.get(2));
    assertTrue(parts.contains("👩‍🚒"), parts.toString());
    assertEquals(text.length(), encoding.ends()[encoding.ends().length - 1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ﬁ", "½", "㍿", "\uFDFA", "㌘", "①"})
  void tokensOfAnExpandedCharacterShareItsOffsets(String character) {
    String text = "a " + character + " b";
    Encoding encoding = tokenizer.encode(text);
    int inside = 0;
    for (int i = 0; i < encoding.ids().length; i++) {
      if (encoding.starts()[i] == 2 && encoding.ends()[i] == 3) {
        inside++;
      }
    }
    assertTrue(inside >= 1, text);
    int before = encoding.ids().length - 2;
    assertEquals("b", text.substring(encoding.starts()[before], encoding.ends()[before]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x\uD800y😀", "\uDC00", "\uD83D", "a\uDE00\uD83D b", "\uD83D\uD83D\uDE00 the"})
  void unpairedSurrogatesAreOneUnknownCharacterEach(String text) {
    Encoding broken = tokenizer.encode(text);
    Encoding replaced = tokenizer.encode(UnicodeText.wellFormed(text));
    assertArrayEquals(replaced.ids(), broken.ids());
    assertArrayEquals(replaced.starts(), broken.starts());
    assertArrayEquals(replaced.ends(), broken.ends());
    assertEquals(text.length(), UnicodeText.wellFormed(text).length());
    assertFalse(UnicodeText.wellFormed(text).equals(text));
  }

  @Test
  void controlCharactersDoNotHurt() {
    String controls =
        IntStream.range(0, 0xA0)
            .mapToObj(Character::toString)
            .reduce("", String::concat)
            .concat("\uFEFF\uFFFE\uFFFF\u202E\u2066");
    Encoding encoding = tokenizer.encode("the " + controls + " bridge");
    assertEquals(1, encoding.ids()[encoding.ids().length - 1]);
    assertTrue(tokenizer.decode(encoding.ids()).startsWith("the"));
    assertTrue(tokenizer.decode(encoding.ids()).endsWith("bridge"));
  }

  @Test
  void millionCharactersAreNotTruncated() {
    String words = "The council opened the bridge. ".repeat(33_000);
    int perSentence = tokenizer.encode("The council opened the bridge.").ids().length - 1;
    Encoding encoding = tokenizer.encode(words);
    assertEquals(33_000 * perSentence + 1, encoding.ids().length);
    int last = encoding.ids().length - 2;
    assertEquals(words.length() - 1, encoding.ends()[last]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "河", "a  ", "🇩", "\u0301", "<", "\0", "क\u094D", "👩\u200D", "\uFDFA"})
  void awkwardRepetitionsEnd(String unit) {
    String text =
        unit.repeat(300_000 / Math.max(1, unit.length() * (unit.equals("\uFDFA") ? 18 : 1)));
    Encoding encoding = tokenizer.encode(text);
    assertEquals(text.length(), encoding.ends()[encoding.ends().length - 1]);
  }

  @Test
  void decodingLeavesOutSpecialTokensAndUnknownIds() {
    int[] the = tokenizer.encode("the bridge").ids();
    int[] noisy = new int[the.length + 5];
    noisy[0] = 0;
    noisy[1] = 427;
    System.arraycopy(the, 0, noisy, 2, the.length);
    noisy[the.length + 2] = -1;
    noisy[the.length + 3] = 428;
    noisy[the.length + 4] = Integer.MAX_VALUE;
    assertEquals("the bridge", tokenizer.decode(noisy));
    assertEquals("", tokenizer.decode(new int[0]));
    assertEquals("", tokenizer.decode(new int[] {0, 1, 2}));
  }

  @Test
  void threadsShareIt() throws Exception {
    List<TokenizerFixture.Expected> texts = TokenizerFixture.expected(TokenizerFixture.T5);
    List<int[]> alone = texts.stream().map(t -> tokenizer.encode(t.text()).ids()).toList();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        results.add(
            pool.submit(
                () -> {
                  int different = 0;
                  for (int round = 0; round < 50; round++) {
                    for (int i = 0; i < alone.size(); i++) {
                      int[] ids = tokenizer.encode(texts.get(i).text()).ids();
                      different += Arrays.equals(ids, alone.get(i)) ? 0 : 1;
                    }
                  }
                  return different;
                }));
      }
      for (Future<Integer> result : results) {
        assertEquals(0, result.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void closedItRefusesWorkAndMayBeClosedAgain() {
    tokenizer.close();
    tokenizer.close();
    assertThrows(IllegalStateException.class, () -> tokenizer.encode("the"));
    assertThrows(IllegalStateException.class, () -> tokenizer.decode(new int[] {5}));
  }

  @Test
  void closingWaitsForCallsInProgress() throws Exception {
    String text = "The council opened the bridge. ".repeat(2_000);
    CountDownLatch working = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> worker =
          pool.submit(
              () -> {
                int done = 0;
                try {
                  while (true) {
                    tokenizer.encode(text);
                    done++;
                    working.countDown();
                  }
                } catch (IllegalStateException closed) {
                  return done;
                }
              });
      working.await();
      tokenizer.close();
      assertTrue(worker.get() >= 1);
    } finally {
      pool.shutdown();
    }
  }
}
