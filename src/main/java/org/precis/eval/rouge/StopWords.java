package org.precis.eval.rouge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/** The lists of stop words that come with Lucene's analysers. */
final class StopWords {
  private StopWords() {}

  /**
   * The words of a list: the first column, without comments after {@code |} and lines of {@code #}.
   *
   * @param name path below {@code org.apache.lucene.analysis}
   */
  static Set<String> read(String name) {
    try (InputStream in = EnglishAnalyzer.class.getResourceAsStream("/" + path(name))) {
      if (in == null) {
        throw new IllegalStateException(
            "lucene-analysis-common lacks " + path(name) + "; is its version that of the pom?");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> words = new HashSet<>();
      for (String line : text.lines().toList()) {
        if (!line.startsWith("#")) {
          words.addAll(List.of(line.replaceAll("\\|.*", "").strip().split("\\s+", -1)));
        }
      }
      return Set.copyOf(words);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String path(String name) {
    return Analyzer.class.getPackageName().replace('.', '/') + "/" + name;
  }
}
