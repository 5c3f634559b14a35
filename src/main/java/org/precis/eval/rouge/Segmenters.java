package org.precis.eval.rouge;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.precis.eval.WordTokenizer;
import org.precis.text.LanguageTags;

/**
 * Finds words in languages that write no spaces. The reference tool takes jieba, MeCab and
 * PyThaiNLP for Chinese, Japanese and Thai; here Lucene and ICU do that, so that words, and with
 * them scores, differ somewhat in these three. Burmese follows the same rules.
 */
final class Segmenters {
  private Segmenters() {}

  /** The segmenter of a language, or one that finds nothing where spaces part the words. */
  static WordTokenizer of(String language) {
    return switch (LanguageTags.language(language)) {
      case "zh" -> text -> terms(new HMMChineseTokenizer(), text);
      case "ja" ->
          text -> terms(new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL), text);
      case "th" -> Segmenters::thai;
      case "my" -> new BurmeseSyllables();
      default -> text -> List.of();
    };
  }

  private static List<String> terms(Tokenizer tokenizer, String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = tokenizer) {
      tokenizer.setReader(new StringReader(text));
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        if (!term.toString().isBlank()) {
          terms.add(term.toString());
        }
      }
      stream.end();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return terms;
  }

  private static List<String> thai(String text) {
    BreakIterator words = BreakIterator.getWordInstance(new ULocale("th"));
    words.setText(text);
    List<String> found = new ArrayList<>();
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (!text.substring(start, end).isBlank()) {
        found.add(text.substring(start, end));
      }
      start = end;
    }
    return found;
  }
}
