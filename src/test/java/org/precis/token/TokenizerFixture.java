package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tokenizer directories under {@code parity} and what Hugging Face makes of awkward strings. */
final class TokenizerFixture {
  static final String T5 = "t5-relu-tied";
  static final String MT5 = "mt5-gated-untied";
  static final String UMT5 = "umt5-bytefallback";
  static final String BART = "bart";
  static final String PEGASUS = "pegasus";
  static final String MBART50 = "mbart50";
  static final String M2M100 = "m2m100";
  static final String MARIAN = "marian";
  static final String XLM_ROBERTA = "xlm-roberta";
  static final String MBART25 = "mbart25";
  static final String NLLB = "nllb";
  static final String T5_BPE = "t5-bpe-bytefallback";

  private static final Path PARITY = Path.of("src/test/resources/parity");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFixture() {}

  /** What the reference gives for a string; empty where it gives nothing. */
  record Expected(
      int index,
      String text,
      int[] ids,
      int[] starts,
      int[] ends,
      String decoded,
      int[] sentencePiece,
      int[] slow) {

    /** Plain SentencePiece with the end token: special tokens spelled out are text. */
    int[] sentencePieceWithEnd() {
      int[] result = Arrays.copyOf(sentencePiece, sentencePiece.length + 1);
      result[sentencePiece.length] = 1;
      return result;
    }
  }

  static Path directory(String name) {
    return PARITY.resolve(name);
  }

  /** A copy of a fixture without its tokenizer.json. */
  static Path withoutTokenizerJson(String name, Path parent) {
    Path copy = parent.resolve(name);
    try (Stream<Path> files = Files.list(directory(name))) {
      Files.createDirectories(copy);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("tokenizer.json")) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  static List<Expected> expected(String name) {
    try {
      JsonNode root = JSON.readTree(directory(name).resolve("tokenizer-expected.json").toFile());
      List<Expected> result = new ArrayList<>();
      for (int i = 0; i < root.get("slow").size(); i++) {
        JsonNode fast = root.path(root.has("fast") ? "fast" : "slow").get(i);
        int[] unit = UnicodeText.codePointStarts(fast.get("text").asText());
        result.add(
            new Expected(
                i,
                fast.get("text").asText(),
                ints(fast.get("ids")),
                offsets(fast.path("offsets"), 0, unit),
                offsets(fast.path("offsets"), 1, unit),
                fast.get("decoded").asText(),
                ints(fast.path("sentencepiece")),
                ints(root.get("slow").get(i).get("ids"))));
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static int[] offsets(JsonNode pairs, int side, int[] unit) {
    return StreamSupport.stream(pairs.spliterator(), false)
        .mapToInt(pair -> unit[pair.get(side).asInt()])
        .toArray();
  }
}
