package org.precis.summarize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/** A tokenizer whose tokens are words: pad 0, end 1, start 2, unknown 3, then the words given. */
public final class WordTokenizer implements Tokenizer {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int SPECIALS = 4;

  private final List<String> words;

  public WordTokenizer(String... texts) {
    words = Arrays.stream(texts).flatMap(t -> Arrays.stream(t.split("\\s+"))).distinct().toList();
  }

  public int vocabularySize() {
    return SPECIALS + words.size();
  }

  @Override
  public Encoding encode(String text) {
    List<int[]> tokens = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      int index = words.indexOf(word.group());
      tokens.add(new int[] {index < 0 ? 3 : SPECIALS + index, word.start(), word.end()});
    }
    tokens.add(new int[] {1, text.length(), text.length()});
    return new Encoding(column(tokens, 0), column(tokens, 1), column(tokens, 2), 1);
  }

  private static int[] column(List<int[]> rows, int index) {
    return rows.stream().mapToInt(row -> row[index]).toArray();
  }

  @Override
  public String decode(int[] ids) {
    return Arrays.stream(ids)
        .filter(id -> id >= SPECIALS)
        .mapToObj(id -> words.get(id - SPECIALS))
        .collect(Collectors.joining(" "));
  }

  @Override
  public String hash() {
    return "words" + words.hashCode();
  }

  @Override
  public void close() {
    // Nothing native.
  }
}
