package org.precis.train.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/** A token for each word, numbered by its hash, and an end token. Knows no words to decode. */
public final class WordTokenizer implements Tokenizer {
  public static final int END = 1;
  private static final int WORDS = 10_000;

  /** Ids of words between spaces, and the end. */
  public static int[] ids(String text) {
    IntStream words =
        Arrays.stream(text.split(" "))
            .filter(word -> !word.isEmpty())
            .mapToInt(word -> 2 + Math.floorMod(word.hashCode(), WORDS));
    return IntStream.concat(words, IntStream.of(END)).toArray();
  }

  @Override
  public Encoding encode(String text) {
    int[] ids = ids(text);
    return new Encoding(ids, new int[ids.length], new int[ids.length], 1);
  }

  @Override
  public String decode(int[] ids) {
    return Arrays.toString(ids);
  }

  @Override
  public String hash() {
    return "words";
  }

  @Override
  public void close() {}
}
