package org.precis.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files end in a tokenizer that works or in a refusal, never in anything else. */
class TokenizerRandomTest {
  private static final long SEED =
      Long.getLong("tests.seed", new Random().nextLong() & 0xFFFFFFFFL);
  private static final int ROUNDS = 150;

  /** Where a SentencePiece file's 420 pieces end and its normalisation table begins, about. */
  private static final int PIECES = 8_000;

  /** A message names a file: the damaged one, or one that no longer fits it. */
  private static final Pattern FILES = Pattern.compile("[a-z_.]+\\.(json|txt|spm|model)");

  @TempDir Path directory;

  private final Random random = new Random(SEED);

  @Test
  @Timeout(120)
  void damagedSpieceModelsEndWell() throws IOException {
    byte[] sound = bytes("spiece.model");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // Half of the damage goes to the pieces, which are a small part of the file.
      refused += refuses("spiece.model", damage(sound, round % 2 == 0 ? PIECES : sound.length));
    }
    assertTrue(refused > 0 && refused < ROUNDS, refused + " refused, tests.seed=" + SEED);
  }

  @Test
  @Timeout(120)
  void damagedTokenizerJsonsEndWell() throws IOException {
    byte[] sound = bytes("tokenizer.json");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += refuses("tokenizer.json", damage(sound, sound.length));
    }
    assertTrue(refused > 0, refused + " refused, tests.seed=" + SEED);
  }

  /** Damage to the table alone, in base64 that stays sound: what native code would walk. */
  @Test
  @Timeout(120)
  void damagedNormalisationTablesEndWell() throws IOException {
    byte[] content = bytes("spiece.model");
    SentencePieceModel model = SentencePieceModel.read("spiece.model", content);
    byte[] sound = model.normalization().charsMap();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      SpieceWriter damaged = SpieceWriter.t5();
      model.pieces().stream()
          .skip(3)
          .forEach(piece -> damaged.piece(piece.text(), (float) piece.score(), 1));
      byte[] table = damage(sound, round % 3 == 0 ? 2_000 : sound.length);
      damaged.message(3, new SpieceWriter().bytes(2, table));
      refused += refuses("spiece.model", damaged.toBytes());
    }
    assertTrue(refused > 0, refused + " refused, tests.seed=" + SEED);
  }

  @ParameterizedTest
  @CsvSource({
    "bart, vocab.json, 500",
    "bart, tokenizer.json, 500",
    "bart, merges.txt, 500",
    "m2m100, vocab.json, 500",
    "marian, source.spm, 500",
    "nllb, sentencepiece.bpe.model, 500"
  })
  @Timeout(120)
  void damagedFilesOfOtherFamiliesEndWell(String family, String file, int rounds)
      throws IOException {
    Path copy = TokenizerFixture.withoutTokenizerJson(family, directory);
    byte[] sound = Files.readAllBytes(TokenizerFixture.directory(family).resolve(file));
    // Of a model the pieces, a small part of the file, matter here.
    int range = file.endsWith("l") || file.endsWith("spm") ? PIECES : sound.length;
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      refused += refuses(copy, file, damage(sound, Math.min(range, sound.length)));
    }
    assertTrue(refused > 0, refused + " refused, tests.seed=" + SEED);
  }

  /** Every fifth file is cut or gets a block of noise; the others get a few changed bytes. */
  private byte[] damage(byte[] sound, int range) {
    byte[] copy = sound.clone();
    switch (random.nextInt(10)) {
      case 0 -> {
        return Arrays.copyOf(copy, random.nextInt(copy.length));
      }
      case 1 -> {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, copy, random.nextInt(range - noise.length), noise.length);
      }
      default -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          copy[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return copy;
  }

  private int refuses(String name, byte[] content) throws IOException {
    return refuses(directory, name, content);
  }

  private int refuses(Path copy, String name, byte[] content) throws IOException {
    Files.write(copy.resolve(name), content);
    try (SubwordTokenizer tokenizer = TokenizerLoader.load(copy)) {
      Encoding encoding = tokenizer.encode(probe());
      for (int id : encoding.ids()) {
        assertTrue(id >= 0 && id < tokenizer.vocabularySize(), "tests.seed=" + SEED);
      }
      tokenizer.decode(encoding.ids());
      return 0;
    } catch (TokenizerFormatException e) {
      assertTrue(FILES.matcher(e.getMessage()).find(), e.getMessage() + ", tests.seed=" + SEED);
      return 1;
    }
  }

  /** Characters from all over Unicode, so that many of the table's nodes are reached. */
  private String probe() {
    StringBuilder text = new StringBuilder("The council opened the bridge. ﬁ ½ \uFDFA ｶﾞ 한국어 ");
    for (int i = 0; i < 2_000; i++) {
      text.appendCodePoint(random.nextInt(i % 4 == 0 ? 0x110000 : 0x3400));
    }
    return UnicodeText.wellFormed(text.toString());
  }

  private static byte[] bytes(String name) throws IOException {
    byte[] content =
        Files.readAllBytes(TokenizerFixture.directory(TokenizerFixture.T5).resolve(name));
    assertEquals(name.endsWith("json"), content[0] == "{".getBytes(StandardCharsets.UTF_8)[0]);
    return content;
  }
}
