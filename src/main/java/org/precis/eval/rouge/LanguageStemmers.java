package org.precis.eval.rouge;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.hi.HindiStemmer;
import org.precis.text.Document;
import org.precis.text.LanguageTags;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * The stemmers of multilingual ROUGE: Snowball's with the language's stop words left as they are, a
 * list of suffixes for Hindi, NLTK's Porter where the language is unknown, none for others.
 *
 * <p>Where this differs from the reference tool: Turkish is Snowball's instead of a package of its
 * own, Bengali is unstemmed, Arabic stems are not always the same, and the stop words are those
 * that come with Lucene (Snowball's, for most languages) instead of NLTK's.
 */
final class LanguageStemmers {
  private record Snowball(Supplier<SnowballStemmer> stemmer, String stopWords) {}

  private static final Map<String, Snowball> SNOWBALL =
      Map.ofEntries(
          snowball("ar", ArabicStemmer::new, "ar/stopwords.txt"),
          snowball("da", DanishStemmer::new, "snowball/danish_stop.txt"),
          snowball("de", GermanStemmer::new, "snowball/german_stop.txt"),
          snowball("en", EnglishStemmer::new, "snowball/english_stop.txt"),
          snowball("es", SpanishStemmer::new, "snowball/spanish_stop.txt"),
          snowball("fi", FinnishStemmer::new, "snowball/finnish_stop.txt"),
          snowball("fr", FrenchStemmer::new, "snowball/french_stop.txt"),
          snowball("hu", HungarianStemmer::new, "snowball/hungarian_stop.txt"),
          snowball("it", ItalianStemmer::new, "snowball/italian_stop.txt"),
          snowball("nb", NorwegianStemmer::new, "snowball/norwegian_stop.txt"),
          snowball("nl", DutchStemmer::new, "snowball/dutch_stop.txt"),
          snowball("nn", NorwegianStemmer::new, "snowball/norwegian_stop.txt"),
          snowball("no", NorwegianStemmer::new, "snowball/norwegian_stop.txt"),
          snowball("pt", PortugueseStemmer::new, "snowball/portuguese_stop.txt"),
          snowball("ro", RomanianStemmer::new, "ro/stopwords.txt"),
          snowball("ru", RussianStemmer::new, "snowball/russian_stop.txt"),
          snowball("sv", SwedishStemmer::new, "snowball/swedish_stop.txt"),
          snowball("tr", TurkishStemmer::new, "tr/stopwords.txt"));

  private LanguageStemmers() {}

  /** The stemmer of a language by its BCP 47 tag. */
  static Stemmer of(String tag) {
    String language = LanguageTags.language(tag);
    Snowball snowball = SNOWBALL.get(language);
    if (snowball != null) {
      Set<String> stopWords = StopWords.read(snowball.stopWords());
      return word -> stopWords.contains(word) ? word : stem(snowball, word);
    }
    return switch (language) {
      case "hi" -> LanguageStemmers::hindi;
      case Document.UNDETERMINED -> new NltkPorterStemmer();
      default -> word -> word;
    };
  }

  private static Map.Entry<String, Snowball> snowball(
      String language, Supplier<SnowballStemmer> stemmer, String stopWords) {
    return Map.entry(language, new Snowball(stemmer, stopWords));
  }

  /** Snowball's stemmers keep the word in a field, so that each word takes a new one. */
  private static String stem(Snowball snowball, String word) {
    SnowballStemmer stemmer = snowball.stemmer().get();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static String hindi(String word) {
    return word.substring(0, new HindiStemmer().stem(word.toCharArray(), word.length()));
  }
}
