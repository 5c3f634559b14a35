package org.precis.train.augment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks translations up in a file: for trying things out, and for translations made elsewhere. */
public final class GivenTranslations implements Translator {
  private final Path file;
  private final Map<String, String> translations = new HashMap<>();

  /**
   * Reads translations.
   *
   * @param file a sentence, a tab and its translation a line, in UTF-8
   * @throws IOException if it cannot be read or has another form
   */
  public GivenTranslations(Path file) throws IOException {
    this.file = file;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] cells = line.split("\t", -1);
      if (cells.length != 2) {
        throw new IOException(
            "%s:%d has %d cells; a line is a sentence, a tab and its translation"
                .formatted(file, number, cells.length));
      }
      translations.put(cells[0].strip(), cells[1].strip());
    }
  }

  @Override
  public List<String> translate(List<String> sentences) {
    return sentences.stream().map(this::find).toList();
  }

  private String find(String sentence) {
    String translation = translations.get(sentence.strip());
    if (translation == null) {
      throw new IllegalArgumentException(
          "%s has no translation of '%s' among %d".formatted(file, sentence, translations.size()));
    }
    return translation;
  }
}
