package org.precis.eval.rouge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.precis.eval.WordTokenizer;

/**
 * The tokenizer of Google's {@code rouge_score}: lower case, runs of a–z and 0–9. Whatever is in
 * another script vanishes, and a word with an accent falls apart. Immutable and thread-safe.
 */
public final class GoogleTokenizer implements WordTokenizer {
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

  private final Stemmer stemmer;

  /** A tokenizer that stems words of four characters and more, or none. */
  public GoogleTokenizer(boolean stem) {
    this.stemmer = stem ? new NltkPorterStemmer() : word -> word;
  }

  @Override
  public List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      tokens.add(stemmer.stemLong(word.group()));
    }
    return tokens;
  }
}
