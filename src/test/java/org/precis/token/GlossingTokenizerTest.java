package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.text.lexicon.Lexicon;
import org.precis.text.lexicon.LexiconLearner;

class GlossingTokenizerTest {
  private static final String TEXT = "Die Brücke ist neu.";
  private static final String GLOSS = "the bridge is new.";

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Path tokenizer = TokenizerFixture.directory(TokenizerFixture.T5).resolve("tokenizer.json");
    Files.copy(tokenizer, directory.resolve("tokenizer.json"));
    LexiconLearner learner = new LexiconLearner();
    learner.add("de", "die", "the");
    learner.add("de", "Brücke", "bridge");
    learner.add("de", "ist", "is");
    learner.add("de", "neu", "new");
    try (OutputStream file = Files.newOutputStream(directory.resolve(Lexicon.FILE))) {
      learner.learn().write(file);
    }
  }

  @Test
  void aTextOfAKnownLanguageIsReadAsItsGloss() {
    try (Tokenizer glossing = TokenizerLoader.open(directory);
        Tokenizer plain = TokenizerLoader.load(directory)) {
      assertArrayEquals(plain.encode(GLOSS).ids(), glossing.encode(TEXT, "de").ids());
      assertTrue(glossing.reads("de"));
      assertNotEquals(plain.hash(), glossing.hash());
    }
  }

  @Test
  void otherTextsAreReadAsTheyAre() {
    try (Tokenizer glossing = TokenizerLoader.open(directory);
        Tokenizer plain = TokenizerLoader.load(directory)) {
      assertArrayEquals(plain.encode(TEXT).ids(), glossing.encode(TEXT).ids());
      assertArrayEquals(plain.encode(TEXT).ids(), glossing.encode(TEXT, "nl").ids());
      assertFalse(glossing.reads("nl"));
      int[] ids = plain.encode(GLOSS).ids();
      assertEquals(plain.decode(ids), glossing.decode(ids));
    }
  }

  @Test
  void offsetsAreThoseOfTheText() {
    try (Tokenizer glossing = TokenizerLoader.open(directory)) {
      Encoding encoding = glossing.encode(TEXT, "de");
      int last = encoding.ids().length - 1;
      assertEquals(TEXT.length(), encoding.starts()[last]);
      assertEquals(TEXT.length(), encoding.ends()[last]);
      assertEquals(TEXT.length(), encoding.ends()[last - 1]);
      TreeSet<String> sources = new TreeSet<>();
      for (int i = 0; i < last; i++) {
        sources.add(TEXT.substring(encoding.starts()[i], encoding.ends()[i]).strip());
      }
      sources.remove("");
      assertEquals(Set.of(".", "Brücke", "Die", "ist", "neu"), sources);
    }
  }

  @Test
  void wordsThatAModelCopiesAreThoseOfTheGloss() throws IOException {
    Files.write(directory.resolve("words.txt"), List.of("<pad>", "<unk>", "<s>", "</s>", "the"));
    try (Tokenizer glossing = TokenizerLoader.open(directory)) {
      int[] ids = glossing.encode("die Brücke", "de").ids();
      assertEquals("The bridge", glossing.decode(ids, "die Brücke", "de"));
    }
  }

  @Test
  void aBrokenLexiconIsNamed() throws IOException {
    Files.writeString(directory.resolve(Lexicon.FILE), "de\tdie\tthe\n");
    String message =
        assertThrows(TokenizerFormatException.class, () -> TokenizerLoader.open(directory).close())
            .getMessage();
    assertTrue(message.contains(Lexicon.FILE) && message.contains("precis data lexicon"), message);
  }
}
