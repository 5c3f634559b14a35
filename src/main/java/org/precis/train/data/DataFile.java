package org.precis.train.data;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of pairs.
 *
 * @param path JSON Lines ({@code .jsonl}, {@code .json}) or tab-separated values ({@code .tsv}),
 *     gzipped if it ends in {@code .gz}
 * @param language of the sources of rows that name none
 */
public record DataFile(Path path, String language) {
  /** CrossSum names its files {@code arabic-english_train.jsonl}, source language first. */
  private static final Pattern CROSS_SUM =
      Pattern.compile("([a-z_]+)-[a-z_]+_(?:train|val|test)\\..*");

  static final String UNKNOWN_LANGUAGE = "und";

  /** A file whose name tells its language, if anything does. */
  public static DataFile of(Path path) {
    Matcher matcher = CROSS_SUM.matcher(path.getFileName().toString());
    return new DataFile(path, matcher.matches() ? matcher.group(1) : UNKNOWN_LANGUAGE);
  }
}
